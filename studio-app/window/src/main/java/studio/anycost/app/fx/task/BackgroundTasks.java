package studio.anycost.app.fx.task;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.task.JobInfo;
import studio.anycost.app.task.JobListener;
import studio.anycost.app.task.JobRunner;
import studio.anycost.app.task.Outcome;
import studio.anycost.app.task.Progress;
import studio.anycost.app.task.Work;

/** The jobs that the window started, and what becomes of them. JavaFX thread only. */
public final class BackgroundTasks {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);

  private final JobRunner jobs;
  private final ObservableList<BackgroundTask> running = FXCollections.observableArrayList();
  private final ObservableList<BackgroundTask> view =
      FXCollections.unmodifiableObservableList(running);

  @Inject
  public BackgroundTasks(@Workers Executor workers, @FxThread Executor fx) {
    this.jobs = new JobRunner(workers, fx);
  }

  /** What is under way, oldest first. */
  public ObservableList<BackgroundTask> running() {
    return view;
  }

  /** Cancels everything. */
  public void cancelAll() {
    List.copyOf(running).forEach(BackgroundTask::cancel);
  }

  /**
   * Starts work that can only be cancelled, and before which nothing was prepared.
   *
   * @param title for people
   * @param done takes the result; not called after a cancellation
   * @param failed takes the failure; not called after a cancellation
   */
  public <R> BackgroundTask run(
      String title, Work<?, R> work, Consumer<? super R> done, Consumer<? super Throwable> failed) {
    return run(
        JobInfo.of(title),
        work,
        new TaskListener<Object, R>() {
          @Override
          public void done(R result) {
            done.accept(result);
          }

          @Override
          public void failed(Throwable failure) {
            failed.accept(failure);
          }
        });
  }

  /** Starts work. The listener hears of nothing before this has returned. */
  public <P, R> BackgroundTask run(
      JobInfo info, Work<P, R> work, TaskListener<? super P, R> listener) {
    BackgroundTask task = new BackgroundTask(info);
    running.add(task);
    task.follow(jobs.start(info, work, new Adapter<P, R>(task, listener)));
    return task;
  }

  private final class Adapter<P, R> implements JobListener<P, R> {
    private final BackgroundTask task;
    private final TaskListener<? super P, R> listener;

    Adapter(BackgroundTask task, TaskListener<? super P, R> listener) {
      this.task = task;
      this.listener = listener;
    }

    @Override
    public void progressed(Progress progress) {
      task.report(progress);
    }

    @Override
    public void published(P value) {
      listener.published(value);
    }

    @Override
    public void ended(Outcome<R> outcome) {
      running.remove(task);
      try {
        tell(outcome);
      } finally {
        listener.finished();
      }
    }

    private void tell(Outcome<R> outcome) {
      if (outcome instanceof Outcome.Finished<R> finished) {
        listener.done(finished.result());
      } else if (outcome instanceof Outcome.Stopped<R> stopped) {
        listener.stopped(stopped.best());
      } else if (outcome instanceof Outcome.Failed<R> failed) {
        LOG.warn("{} failed", task.title(), failed.cause());
        listener.failed(failed.cause());
      } else if (outcome instanceof Outcome.Cancelled<R> cancelled) {
        listener.cancelled(cancelled.unused());
      }
    }
  }
}
