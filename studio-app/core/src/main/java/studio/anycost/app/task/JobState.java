package studio.anycost.app.task;

/** Where a job is. A job goes down this list, skipping some, and never back. */
public enum JobState {
  /** Its work has not begun. */
  WAITING,
  RUNNING,
  /** Asked to finish with the best so far. */
  STOPPING,
  /** Asked to drop everything. */
  CANCELLING,
  /** It has its outcome. */
  ENDED
}
