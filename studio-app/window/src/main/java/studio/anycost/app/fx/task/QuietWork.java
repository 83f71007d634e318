package studio.anycost.app.fx.task;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that nobody waits for and nobody is told of: a thumbnail, say. What takes longer than a
 * moment, or matters when it fails, is a {@link BackgroundTask}. JavaFX thread only.
 */
public final class QuietWork {
  private static final Logger LOG = LoggerFactory.getLogger(QuietWork.class);

  private final Executor workers;
  private final Executor fx;

  @Inject
  public QuietWork(@Workers Executor workers, @FxThread Executor fx) {
    this.workers = workers;
    this.fx = fx;
  }

  /**
   * Starts work.
   *
   * @param what for the log
   * @param done takes the result on the JavaFX thread; not called if the work failed
   */
  public <T> void run(String what, Callable<T> work, Consumer<? super T> done) {
    try {
      workers.execute(() -> call(what, work, done));
    } catch (RejectedExecutionException e) {
      LOG.debug("{} comes too late, the studio is closing", what, e);
    }
  }

  private <T> void call(String what, Callable<T> work, Consumer<? super T> done) {
    try {
      T result = work.call();
      fx.execute(() -> done.accept(result));
    } catch (CancellationException e) {
      LOG.debug("{} was cancelled", what, e);
    } catch (Exception e) { // whatever it is, nobody but the log wants to know
      LOG.info("{} failed", what, e);
    }
  }
}
