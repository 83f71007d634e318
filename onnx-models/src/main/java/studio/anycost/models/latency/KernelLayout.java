package studio.anycost.models.latency;

/**
 * How the kernels lay out feature maps, as far as times depend on it. Times measured with one
 * layout say nothing about another.
 *
 * @param name changes whenever the way stages are computed changes; lower-case letters, digits and
 *     hyphens
 * @param channelBlock channels are computed in whole blocks of this many, 1..64
 */
public record KernelLayout(String name, int channelBlock) {
  private static final int LARGEST_BLOCK = 64;

  /** Graphs as they are exported; ONNX Runtime pads channels to its own blocks. */
  public static final KernelLayout EXPORTED = new KernelLayout("exported-1", 16);

  /**
   * Stages that were rewritten for blocks of channels. The name's number grows whenever the
   * rewriting changes what stages cost.
   */
  public static KernelLayout blocked(int channelBlock) {
    return new KernelLayout("blocked-2", channelBlock);
  }

  public KernelLayout {
    if (!name.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("'" + name + "' is no name of a layout.");
    }
    if (channelBlock < 1 || channelBlock > LARGEST_BLOCK) {
      throw new IllegalArgumentException(
          "A block has 1 to " + LARGEST_BLOCK + " channels, not " + channelBlock + ".");
    }
  }

  /** The channels that are computed for a width: the width rounded up to whole blocks. */
  int padded(int width) {
    return (width + channelBlock - 1) / channelBlock * channelBlock;
  }

  @Override
  public String toString() {
    return name + "/" + channelBlock;
  }
}
