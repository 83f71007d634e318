package studio.anycost.app.fx.task;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;

/**
 * Runs work on worker threads and brings progress and results to the JavaFX thread, on which all
 * methods are called.
 */
public final class BackgroundTasks {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);

  private final Executor workers;
  private final Executor fx;
  private final ObservableList<BackgroundTask> running = FXCollections.observableArrayList();
  private final ObservableList<BackgroundTask> view =
      FXCollections.unmodifiableObservableList(running);

  /**
   * @param workers runs the work
   * @param fx runs what touches the window, in order of submission
   */
  public BackgroundTasks(Executor workers, Executor fx) {
    this.workers = workers;
    this.fx = fx;
  }

  /** What is under way, oldest first. */
  public ObservableList<BackgroundTask> running() {
    return view;
  }

  /** Asks everything to stop. */
  public void cancelAll() {
    running.forEach(BackgroundTask::cancel);
  }

  /**
   * Starts work.
   *
   * @param title for people
   * @param done takes the result on the JavaFX thread; not called after a cancellation
   * @param failed takes the failure on the JavaFX thread; not called after a cancellation
   */
  public <T> BackgroundTask run(
      String title, Work<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
    BackgroundTask task = new BackgroundTask(title);
    running.add(task);
    TaskContext<?> context =
        TaskContext.of(task.cancellation().token(), new LatestProgress(fx, task::report));
    workers.execute(() -> execute(task, work, context, done, failed));
    return task;
  }

  // Every Throwable: work may come from a plugin that fails to link, and must be told of.
  private <T> void execute(
      BackgroundTask task,
      Work<T> work,
      TaskContext<?> context,
      Consumer<? super T> done,
      Consumer<? super Throwable> failed) {
    try {
      context.cancellation().throwIfCancelled();
      T result = work.run(context);
      finish(
          task,
          () -> {
            if (!task.cancellation().isCancelled()) {
              done.accept(result);
            }
          });
    } catch (CancellationException e) {
      finish(task, () -> {});
    } catch (Throwable e) {
      finish(
          task,
          () -> {
            if (!task.cancellation().isCancelled()) {
              LOG.warn("{} failed", task.title(), e);
              failed.accept(e);
            }
          });
    }
  }

  private void finish(BackgroundTask task, Runnable then) {
    fx.execute(
        () -> {
          running.remove(task);
          then.run();
        });
  }

  /** Hands over only the newest report, so that eager work cannot flood the window. */
  private static final class LatestProgress implements ProgressListener {
    private record Report(double fraction, String message) {}

    private final Executor fx;
    private final ProgressListener target;
    private final AtomicReference<Report> pending = new AtomicReference<>();

    LatestProgress(Executor fx, ProgressListener target) {
      this.fx = fx;
      this.target = target;
    }

    @Override
    public void report(double fraction, String message) {
      if (pending.getAndSet(new Report(fraction, message)) == null) {
        fx.execute(
            () -> {
              Report newest = pending.getAndSet(null);
              target.report(newest.fraction(), newest.message());
            });
      }
    }
  }
}
