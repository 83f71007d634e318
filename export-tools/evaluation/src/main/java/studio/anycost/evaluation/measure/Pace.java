package studio.anycost.evaluation.measure;

import java.util.Locale;
import java.util.function.LongSupplier;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;

/**
 * How far an evaluation of several parts has come, in pictures: the share of the whole, and how
 * many a second in the present part. For one thread.
 */
public final class Pace {
  private static final double NANOSECONDS = 1e9;

  private final TaskContext<?> task;
  private final double all;
  private final LongSupplier clock;
  private long done;
  private String part = "";
  private long partStart;
  private long partDone;
  private long partSize;

  /**
   * @param all pictures of all parts
   * @param clock of nanoseconds
   */
  public Pace(TaskContext<?> task, long all, LongSupplier clock) {
    this.task = task;
    this.all = Math.max(1, all);
    this.clock = clock;
  }

  /** Begins a part. */
  public void begin(String name, long pictures) {
    part = name;
    partStart = clock.getAsLong();
    partDone = 0;
    partSize = pictures;
    report();
  }

  /** Notes that pictures are done. */
  public void did(int pictures) {
    done += pictures;
    partDone += pictures;
    report();
  }

  private void report() {
    double seconds = (clock.getAsLong() - partStart) / NANOSECONDS;
    String rate =
        partDone > 0 && seconds > 0
            ? String.format(Locale.ROOT, ", %.1f a second", partDone / seconds)
            : "";
    task.progress()
        .report(
            Math.min(1, done / all),
            part + ": " + partDone + " of " + partSize + " pictures" + rate);
  }

  /** Begins a part without pictures that takes its time. */
  public void say(String what) {
    task.progress().report(Math.min(1, done / all), what);
  }

  /** The whole evaluation. */
  TaskContext<?> task() {
    return task;
  }

  /** Ends the work if that is wanted. */
  public CancellationToken cancellation() {
    return task.cancellation();
  }
}
