package studio.anycost.models.runtime;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The stage outputs that the last of some runs kept for the next one. Runs at the same time have
 * outputs of their own; those of the last to end stay. Owns what nobody uses. Safe to use from any
 * thread.
 */
final class SparePrefix implements AutoCloseable {
  private final long mostBytes;
  private final AtomicReference<FeaturePrefix> spare = new AtomicReference<>();

  /**
   * @param mostBytes that may be kept
   */
  SparePrefix(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** For one run, which gives it back. */
  FeaturePrefix take() {
    FeaturePrefix taken = spare.getAndSet(null);
    return taken == null ? FeaturePrefix.ofFirst(mostBytes) : taken;
  }

  void giveBack(FeaturePrefix used) {
    replace(used);
  }

  /** Called when no run uses any. */
  @Override
  public void close() {
    replace(null);
  }

  private void replace(FeaturePrefix next) {
    FeaturePrefix before = spare.getAndSet(next);
    if (before != null) {
      before.close();
    }
  }
}
