package studio.anycost.app.task;

import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * Starts jobs. Owns no thread but the short-lived ones on which cancelled work is told so. Safe to
 * use from any thread.
 */
public final class JobRunner {
  private final Executor workers;
  private final Executor callbacks;
  private final Executor cancellers;
  private final InstantSource clock;

  /**
   * @param workers runs the work
   * @param callbacks runs what listeners are called in: the thread of a window, or the very thread
   *     that the news comes from
   */
  public JobRunner(Executor workers, Executor callbacks) {
    this(workers, callbacks, JobRunner::inNewThread, InstantSource.system());
  }

  /**
   * @param cancellers runs the actions that were registered with a cancelled token; not the
   *     workers, all of which may wait for just that
   * @param clock tells when work begins
   */
  JobRunner(Executor workers, Executor callbacks, Executor cancellers, InstantSource clock) {
    this.workers = workers;
    this.callbacks = callbacks;
    this.cancellers = cancellers;
    this.clock = clock;
  }

  private static void inNewThread(Runnable action) {
    Thread thread = new Thread(action, "studio-cancel");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Starts work. The listener may hear of it before this returns, if the executors run at once.
   *
   * @param listener called in the callbacks executor, one call at a time. What it throws goes to
   *     whoever runs that executor
   */
  public <P, R> Job start(JobInfo info, Work<P, R> work, JobListener<? super P, R> listener) {
    RunningJob<P, R> job =
        new RunningJob<>(
            info, work, clock, new CancelSignal(cancellers), new Mailbox<>(listener, callbacks));
    job.submit(workers);
    return job;
  }
}
