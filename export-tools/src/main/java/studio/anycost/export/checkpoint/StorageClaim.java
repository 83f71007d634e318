package studio.anycost.export.checkpoint;

/**
 * What a pickle says about a storage. It is only a claim until a {@link CheckpointContainer} has
 * found the data.
 *
 * @param key the storage's name within the file
 * @param type element type
 * @param elementCount number of elements, at least 0
 */
record StorageClaim(String key, ElementType type, long elementCount) {

  StorageClaim {
    if (elementCount < 0) {
      throw new IllegalArgumentException("A storage cannot have " + elementCount + " elements");
    }
  }

  /** Length of the data in bytes. */
  long byteCount() throws MalformedCheckpointException {
    try {
      return Math.multiplyExact(elementCount, (long) type.byteCount());
    } catch (ArithmeticException e) {
      throw new MalformedCheckpointException(
          "storage '%s' claims %d elements, which no file can hold."
              .formatted(Printable.of(key), elementCount),
          e);
    }
  }
}
