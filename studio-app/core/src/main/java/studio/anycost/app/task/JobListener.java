package studio.anycost.app.task;

/**
 * Hears of one job: calls come one at a time, and nothing comes after {@link #ended}.
 *
 * @param <P> what the work publishes
 * @param <R> the work's result
 */
@FunctionalInterface
public interface JobListener<P, R> {
  /** The newest progress; reports that it overtook are not told. */
  default void progressed(Progress progress) {}

  /** The newest published value; values that it overtook are not told. */
  default void published(P value) {}

  /** The end: exactly once for every job, also for one that never began. */
  void ended(Outcome<R> outcome);
}
