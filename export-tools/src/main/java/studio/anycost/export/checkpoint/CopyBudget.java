package studio.anycost.export.checkpoint;

/**
 * Bounds the copies that answers to a pickle make. An honest pickle asks for each of its bytes to
 * be copied once at most; a hostile one names the same large value again and again. Not
 * thread-safe.
 */
final class CopyBudget {
  /** About what an entry of a dictionary takes beside its key and value. */
  static final int ENTRY_BYTES = 32;

  /** A reference in an array. */
  static final int REFERENCE_BYTES = 8;

  private final long most;
  private long used;

  CopyBudget(CheckpointLimits limits) {
    this.most = limits.maxPickleBytes();
  }

  /**
   * Asks before a copy is made.
   *
   * @throws MalformedCheckpointException if all copies together would be too large
   */
  void take(long count, int bytesEach) throws MalformedCheckpointException {
    used += count * bytesEach;
    if (used > most) {
      throw MalformedCheckpointException.tooLarge(
          "the pickle copies more than %d bytes.".formatted(most));
    }
  }
}
