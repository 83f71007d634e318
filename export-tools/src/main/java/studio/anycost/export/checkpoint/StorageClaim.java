package studio.anycost.export.checkpoint;

/**
 * What a pickle says about a storage. It is only a claim until a {@link CheckpointContainer} has
 * found the data.
 *
 * @param key the storage's name within the file
 * @param type element type; null if elements of this type are not read
 * @param typeName what messages call the type
 * @param elementBytes bytes of one element
 * @param elementCount number of elements, at least 0
 */
record StorageClaim(
    String key, ElementType type, String typeName, int elementBytes, long elementCount) {

  StorageClaim {
    if (elementCount < 0) {
      throw new IllegalArgumentException("A storage cannot have " + elementCount + " elements");
    }
  }

  /** A storage whose elements can be read. */
  StorageClaim(String key, ElementType type, long elementCount) {
    this(key, type, type.torchName(), type.byteCount(), elementCount);
  }

  /** Length of the data in bytes. */
  long byteCount() throws MalformedCheckpointException {
    try {
      return Math.multiplyExact(elementCount, (long) elementBytes);
    } catch (ArithmeticException e) {
      throw MalformedCheckpointException.damaged(
          "storage '%s' claims %d elements, which no file can hold."
              .formatted(Printable.of(key), elementCount),
          e);
    }
  }
}
