package studio.anycost.app.task;

import java.util.Objects;

/**
 * What people read of a job before it says anything itself.
 *
 * @param title what is done, for people, as in "Export face.png"
 * @param stoppable whether the work looks at {@link
 *     studio.anycost.api.task.TaskContext#stopRequested} and has a result worth keeping before it
 *     is complete
 */
public record JobInfo(String title, boolean stoppable) {
  public JobInfo {
    Objects.requireNonNull(title);
  }

  /** Work that is worth nothing before it is complete: it can only be cancelled. */
  public static JobInfo of(String title) {
    return new JobInfo(title, false);
  }

  /** Work that keeps the best so far when it is stopped. */
  public static JobInfo stoppable(String title) {
    return new JobInfo(title, true);
  }
}
