package studio.anycost.app.fx.batch;

import jakarta.inject.Inject;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import studio.anycost.app.batch.BatchFaces;
import studio.anycost.app.batch.BatchOutcome;
import studio.anycost.app.batch.BatchResult;
import studio.anycost.app.batch.BatchTarget;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.TaskListener;
import studio.anycost.app.task.JobInfo;

/**
 * Batches one after the other: each takes every core. One of a model that is not open any more does
 * not begin. JavaFX thread only.
 */
public final class BatchQueue {
  private static final String FAILED = "The batch ended early";

  private final StudioBackend backend;
  private final ModelState model;
  private final BackgroundTasks tasks;
  private final Notices notices;
  private final ObservableList<QueuedBatch> batches = FXCollections.observableArrayList();
  private final ObservableList<QueuedBatch> view =
      FXCollections.unmodifiableObservableList(batches);

  @Inject
  BatchQueue(StudioBackend backend, ModelState model, BackgroundTasks tasks, Notices notices) {
    this.backend = backend;
    this.model = model;
    this.tasks = tasks;
    this.notices = notices;
  }

  /** Those that wait, run, or have ended and were not taken away, the first first. */
  public ObservableList<QueuedBatch> batches() {
    return view;
  }

  /**
   * Puts a batch behind the others.
   *
   * @param recipe of this moment; what is edited meanwhile changes nothing
   * @param target whose folder is there
   * @param edits what is applied, in a few words
   */
  public void add(PortraitDocument recipe, BatchFaces faces, BatchTarget target, String edits) {
    batches.add(new QueuedBatch(recipe, faces, target, edits));
    startNext();
  }

  /** Takes away a batch that waits or has ended. */
  public void remove(QueuedBatch batch) {
    if (!(batch.stateProperty().get() instanceof QueuedBatch.State.Running)) {
      batches.remove(batch);
    }
  }

  private void startNext() {
    boolean busy =
        batches.stream()
            .anyMatch(each -> each.stateProperty().get() instanceof QueuedBatch.State.Running);
    if (busy) {
      return;
    }
    batches.stream()
        .filter(each -> each.stateProperty().get() instanceof QueuedBatch.State.Waiting)
        .findFirst()
        .ifPresent(this::start);
  }

  private void start(QueuedBatch batch) {
    if (!batch.recipe().bundleIdentity().equals(model.get().identity())) {
      end(
          batch,
          Optional.empty(),
          Optional.of("Its faces belong to a model that was open before."));
      return;
    }
    BackgroundTask task =
        tasks.run(
            JobInfo.stoppable("Batch of " + batch.title()),
            context -> backend.batch(batch.recipe(), batch.faces(), batch.target(), context),
            new TaskListener<Object, BatchResult>() {
              @Override
              public void done(BatchResult result) {
                end(batch, Optional.of(result), Optional.empty());
                notices.settle(FAILED);
                tell(result);
              }

              @Override
              public void failed(Throwable failure) {
                end(batch, Optional.empty(), Optional.of(Reasons.of(failure)));
                notices.show(Notice.failure(FAILED, failure));
              }

              @Override
              public void cancelled(Optional<BatchResult> unused) {
                end(
                    batch,
                    unused,
                    Optional.of("Cancelled. The pictures that were made are there."));
              }
            });
    batch.enter(new QueuedBatch.State.Running(task));
  }

  private void end(QueuedBatch batch, Optional<BatchResult> result, Optional<String> problem) {
    batch.enter(new QueuedBatch.State.Ended(result, problem));
    startNext();
  }

  private void tell(BatchResult result) {
    int failed = result.count(BatchOutcome.State.FAILED);
    String words = inWords(result) + ", in " + result.folder();
    notices.show(
        failed == 0
            ? Notice.success("Batch done", words)
            : Notice.failure(
                "Not all of the batch worked",
                words
                    + ". "
                    + String.valueOf(result.report().getFileName())
                    + " there tells why: "
                    + sentence(result.failures().get(0))));
  }

  /** The first of the failures, named. */
  private static String sentence(BatchOutcome failure) {
    String reason = failure.reason().orElseThrow();
    return reason.contains(failure.face()) ? reason : failure.face() + ": " + reason;
  }

  /** For instance {@code 98 pictures made, 2 failed}. */
  static String inWords(BatchResult result) {
    int made = result.count(BatchOutcome.State.MADE);
    int there = result.count(BatchOutcome.State.THERE);
    int failed = result.count(BatchOutcome.State.FAILED);
    int left = result.count(BatchOutcome.State.LEFT);
    return made
        + (made == 1 ? " picture made" : " pictures made")
        + (there == 0 ? "" : ", " + there + (there == 1 ? " was there" : " were there"))
        + (failed == 0 ? "" : ", " + failed + " failed")
        + (left == 0 ? "" : ", " + left + " left");
  }
}
