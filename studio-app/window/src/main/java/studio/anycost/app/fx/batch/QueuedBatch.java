package studio.anycost.app.fx.batch;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.anycost.app.batch.BatchFaces;
import studio.anycost.app.batch.BatchResult;
import studio.anycost.app.batch.BatchTarget;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.words.Texts;

/** One batch of the queue, from when it is asked for until it is taken away. JavaFX thread only. */
public final class QueuedBatch {
  /** Where it stands. */
  public sealed interface State {
    /** Others are before it. */
    record Waiting() implements State {}

    /** It is under way. */
    record Running(BackgroundTask task) implements State {}

    /**
     * It has ended.
     *
     * @param result what became of the faces; empty if nobody knows
     * @param problem why it ended early, a sentence
     */
    record Ended(Optional<BatchResult> result, Optional<String> problem) implements State {}
  }

  private final PortraitDocument recipe;
  private final BatchFaces faces;
  private final BatchTarget target;
  private final String edits;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Waiting());

  /**
   * @param edits what is applied, in a few words
   */
  QueuedBatch(PortraitDocument recipe, BatchFaces faces, BatchTarget target, String edits) {
    this.recipe = recipe;
    this.faces = faces;
    this.target = target;
    this.edits = edits;
  }

  PortraitDocument recipe() {
    return recipe;
  }

  BatchFaces faces() {
    return faces;
  }

  /** Where the pictures go. */
  public BatchTarget target() {
    return target;
  }

  /** What is applied, in a few words. */
  public String edits() {
    return edits;
  }

  /** For instance {@code 100 faces}. */
  public String title() {
    return counted(faces);
  }

  static String counted(BatchFaces faces) {
    int count = faces.count();
    return faces instanceof BatchFaces.Drawn
        ? Texts.of("batch.queuedBatch.faces", count)
        : Texts.of("batch.queuedBatch.photos", count);
  }

  /** Where it stands. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  void enter(State next) {
    state.set(next);
  }
}
