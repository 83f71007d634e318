package studio.anycost.export.checkpoint;

/**
 * How much a checkpoint may ask of this machine. Lengths that a file claims are always compared
 * with the bytes it really has; these limits bound what is left, so that no file, however it was
 * made, can take more memory or time than a large honest one.
 *
 * @param maxFileBytes size of the file, and also the sum of the sizes of a zip's entries
 * @param maxInflatedBytes sum of the sizes of a zip's compressed entries once inflated. PyTorch
 *     stores its entries uncompressed; a small allowance is made for files that were zipped anew
 * @param maxZipEntries entries in a zip
 * @param maxPickleBytes length of one pickle, which holds names and shapes, but not the weights
 * @param maxPickleOperations operations in one pickle; bounds the objects and the memo it makes
 * @param maxValues values reachable from the root, where a shared value counts once for every path
 *     that leads to it; bounds pickles that grow exponentially by sharing
 * @param maxNesting containers within containers
 * @param maxNameCharacters characters of one dictionary key, and of one joined name
 * @param maxTensors tensors
 * @param maxRank axes of a tensor
 * @param maxElements sum of the element counts of all tensors
 * @param maxRepeatedElements elements of a tensor that is larger than its storage because it
 *     repeats it (a stride of 0), as these are not backed by bytes of the file
 */
public record CheckpointLimits(
    long maxFileBytes,
    long maxInflatedBytes,
    int maxZipEntries,
    int maxPickleBytes,
    int maxPickleOperations,
    int maxValues,
    int maxNesting,
    int maxNameCharacters,
    int maxTensors,
    int maxRank,
    long maxElements,
    long maxRepeatedElements) {

  private static final long MIB = 1L << 20;

  /**
   * Limits for reading on a user's machine: far above any published generator (a 1024 px generator
   * has about 35 million elements in 250 tensors, and a pickle of 40 KB).
   */
  public static final CheckpointLimits STANDARD =
      new CheckpointLimits(
          8192 * MIB,
          1024 * MIB,
          200_000,
          (int) (64 * MIB),
          4_000_000,
          4_000_000,
          64,
          1024,
          100_000,
          8,
          4096 * MIB,
          16 * MIB);

  /** Every limit must be positive. */
  public CheckpointLimits {
    long smallest =
        Math.min(
            Math.min(
                Math.min(maxFileBytes, maxInflatedBytes),
                Math.min(maxElements, maxRepeatedElements)),
            Math.min(
                Math.min(Math.min(maxZipEntries, maxPickleBytes), maxPickleOperations),
                Math.min(
                    Math.min(maxValues, maxNesting),
                    Math.min(Math.min(maxNameCharacters, maxTensors), maxRank))));
    if (smallest < 1) {
      throw new IllegalArgumentException("Every limit must be positive, but one is " + smallest);
    }
  }
}
