package studio.anycost.plugins.latent;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.CancellationToken.Registration;
import studio.anycost.api.task.TaskContext;

/**
 * Ends the evaluation under way as soon as a person asks to stop, or cancels: one may take a
 * second, and a line search has ten of them. A task tells of a stop only when it is asked, so a
 * thread asks; it ends with {@link #close}.
 */
final class StopWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 20;

  private final CancellationSource source = new CancellationSource();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "latent-optimization-stop");
            thread.setDaemon(true);
            return thread;
          });
  private final Registration registration;

  StopWatch(TaskContext<?> task) {
    registration = task.cancellation().onCancel(source::cancel);
    timer.scheduleWithFixedDelay(
        () -> {
          if (task.stopRequested()) {
            source.cancel();
          }
        },
        0,
        PERIOD_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  /** For whatever takes long; cancelled by a stop, too. */
  CancellationToken token() {
    return source.token();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    registration.close();
  }
}
