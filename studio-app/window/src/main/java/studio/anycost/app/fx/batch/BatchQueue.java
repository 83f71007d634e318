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
import studio.anycost.app.fx.command.ShowInFolder;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.TaskListener;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.task.JobInfo;

/**
 * Batches one after the other: each takes every core. One of a model that is not open any more does
 * not begin. JavaFX thread only.
 */
public final class BatchQueue {
  private static final String FAILED = Texts.of("batch.batchQueue.theBatchEndedEarly");

  private final StudioBackend backend;
  private final ModelState model;
  private final BackgroundTasks tasks;
  private final Notices notices;
  private final ShowInFolder folders;
  private final ObservableList<QueuedBatch> batches = FXCollections.observableArrayList();
  private final ObservableList<QueuedBatch> view =
      FXCollections.unmodifiableObservableList(batches);

  @Inject
  BatchQueue(
      StudioBackend backend,
      ModelState model,
      BackgroundTasks tasks,
      Notices notices,
      ShowInFolder folders) {
    this.backend = backend;
    this.model = model;
    this.tasks = tasks;
    this.notices = notices;
    this.folders = folders;
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
      end(batch, Optional.empty(), Optional.of(Texts.of("batch.batchQueue.itsFacesBelongTo")));
      return;
    }
    BackgroundTask task =
        tasks.run(
            JobInfo.stoppable(Texts.of("batch.batchQueue.batchOf", batch.title())),
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
                    Optional.of(Texts.of("batch.batchQueue.cancelledThePicturesThat")));
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
    String words = Texts.of("batch.batchQueue.in", inWords(result), result.folder());
    Notice told =
        failed == 0
            ? Notice.success(Texts.of("batch.batchQueue.batchDone"), words)
            : Notice.failure(
                Texts.of("batch.batchQueue.notAllOfThe"),
                Texts.of(
                    "batch.batchQueue.thereTellsWhy",
                    words,
                    String.valueOf(result.report().getFileName()),
                    sentence(result.failures().get(0))));
    notices.show(folders.offered(told, result.folder()));
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
    return Texts.of("batch.batchQueue.outcome", made, there, failed, left);
  }
}
