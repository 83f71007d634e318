package studio.anycost.export.checkpoint;

import java.util.zip.ZipEntry;

/**
 * Adds up what the entries of a zip claim, and refuses what cannot be or is too much: entries that
 * overlap, that inflate to more than is allowed, or whose names lead out of the archive. Nothing is
 * ever extracted under such a name, but PyTorch writes none, so somebody else did.
 */
final class ZipBudget {
  /** No deflated data is more than this many times smaller. */
  private static final long LARGEST_DEFLATE_RATIO = 1032;

  /** For the end-of-block marks that a short deflated stream has too. */
  private static final long DEFLATE_SLACK = 64;

  private final long fileSize;
  private final CheckpointLimits limits;
  private long stored;
  private long inflated;
  private long total;

  /**
   * A budget for one zip.
   *
   * @param fileSize the file's length in bytes
   */
  ZipBudget(long fileSize, CheckpointLimits limits) {
    this.fileSize = fileSize;
    this.limits = limits;
  }

  /** Checks one more entry. */
  void add(ZipEntry entry) throws MalformedCheckpointException {
    checkName(entry.getName());
    long size = entry.getSize();
    long compressed = entry.getCompressedSize();
    // Compared one by one first, so that the sums below cannot overflow.
    boolean possible = compressed >= 0 && compressed <= fileSize && size >= 0;
    if (entry.getMethod() == ZipEntry.STORED) {
      possible &= size == compressed;
    } else {
      possible &= size <= (compressed + DEFLATE_SLACK) * LARGEST_DEFLATE_RATIO;
      inflated += possible ? size : 0;
    }
    if (!possible) {
      throw MalformedCheckpointException.damaged(
          "the zip entry '%s' claims %s bytes in %s, but the file cannot hold them."
              .formatted(
                  Printable.of(entry.getName()),
                  Long.toUnsignedString(size),
                  Long.toUnsignedString(compressed)));
    }
    stored += compressed;
    total += size;
    if (stored > fileSize) {
      throw MalformedCheckpointException.damaged(
          "the zip's entries claim more bytes than the file has; they overlap.");
    }
    if (inflated > limits.maxInflatedBytes()) {
      throw new MalformedCheckpointException(
          ("the zip's compressed entries inflate to more than %d bytes. "
                  + "Save it again with torch.save, which does not compress.")
              .formatted(limits.maxInflatedBytes()));
    }
    if (total > limits.maxFileBytes()) {
      throw MalformedCheckpointException.tooLarge(
          "the zip's entries have more than %d bytes together.".formatted(limits.maxFileBytes()));
    }
  }

  private static void checkName(String name) throws MalformedCheckpointException {
    boolean leadsOut =
        name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.matches("[A-Za-z]:.*")
            || ("/" + name + "/").contains("/../");
    if (leadsOut) {
      throw MalformedCheckpointException.damaged(
          "the zip has the entry '%s', whose name leads out of the archive."
              .formatted(Printable.of(name)));
    }
  }
}
