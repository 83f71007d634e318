package studio.anycost.app.task;

/**
 * The handle of work under way. Safe to use from any thread; nothing here blocks or runs foreign
 * code on the caller's thread.
 */
public interface Job {
  JobInfo info();

  JobState state();

  /** How far it is. */
  Progress progress();

  /**
   * Asks the work to finish now and keep the best so far. Has no effect on a job that cannot be
   * stopped, that is cancelled, or that has ended. Before the work has begun it begins and ends as
   * early as it can.
   */
  void stop();

  /**
   * Asks the work to end and drops its result. Has no effect on a job that has ended. Work that has
   * not begun never will.
   */
  void cancel();
}
