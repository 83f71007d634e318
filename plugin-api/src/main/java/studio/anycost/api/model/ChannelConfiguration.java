package studio.anycost.api.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The widths of a sub-generator: the channels of the constant input, then the output channels of
 * every styled convolution in order. A generator of resolution r has {@code 1 + 1 + 2 (log2(r) -
 * 2)} entries.
 */
public record ChannelConfiguration(List<Integer> widths) {
  public ChannelConfiguration {
    widths = List.copyOf(widths);
    if (widths.size() < 2 || widths.size() % 2 != 0) {
      throw new IllegalArgumentException(
          "A channel configuration has an even number of entries, at least 2, not "
              + widths.size()
              + ".");
    }
    for (int width : widths) {
      if (width < 1) {
        throw new IllegalArgumentException("A layer cannot have " + width + " channels.");
      }
    }
  }

  /** Number of entries for a resolution: constant, first convolution, two for every block. */
  public static int lengthFor(int resolution) {
    return 2 * Resolutions.log2(resolution) - 2;
  }

  /** The resolution that this many entries reach. */
  public int resolution() {
    return 1 << (widths.size() / 2 + 1);
  }

  /** The entries up to a lower resolution: low resolutions are prefixes of high ones. */
  public ChannelConfiguration upTo(int resolution) {
    int length = lengthFor(resolution);
    if (length > widths.size()) {
      throw new IllegalArgumentException(
          "A configuration for " + resolution() + " px does not reach " + resolution + " px.");
    }
    return length == widths.size() ? this : new ChannelConfiguration(widths.subList(0, length));
  }

  /** Comma-separated, as the command line takes it. */
  @Override
  public String toString() {
    return widths.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
