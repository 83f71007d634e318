package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.anycost.app.document.DocumentModel;
import studio.anycost.app.document.History;
import studio.anycost.app.document.HistoryTree;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Variants;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.parameter.Gesture;

/**
 * The open document as the window shows it: the model's state as properties, and gestures turned
 * into entries of its history. JavaFX thread only.
 */
public final class DocumentState {
  /** Hears of every document to show. */
  @FunctionalInterface
  public interface ShowListener {
    /**
     * @param moving whether a hand is still moving a control
     */
    void show(PortraitDocument document, boolean moving);
  }

  /** The states that can be gone back to. */
  public record Timeline(
      List<History.Entry<PortraitDocument>> entries,
      int position,
      List<History.Branch<PortraitDocument>> branches) {}

  private final DocumentModel model;
  private final HistoryWords words = new HistoryWords();
  private final List<ShowListener> listeners = new CopyOnWriteArrayList<>();
  private final ReadOnlyObjectWrapper<PortraitDocument> document = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Timeline> timeline = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Variants> variants = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper unsavedPast = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<Path>> file =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private boolean moving;

  @Inject
  public DocumentState(DocumentModel model) {
    this.model = model;
    model.addListener(changed -> update());
    update();
  }

  private void update() {
    document.set(model.document());
    variants.set(model.variants());
    timeline.set(timeline());
    canUndo.set(model.canUndo());
    canRedo.set(model.canRedo());
    dirty.set(model.isDirty());
    unsavedPast.set(model.hasUnsavedPast());
    file.set(model.file());
    listeners.forEach(listener -> listener.show(model.document(), moving));
  }

  private Timeline timeline() {
    return new Timeline(
        model.entries().stream()
            .map(entry -> new History.Entry<>(entry.value(), words.shown(entry.label())))
            .toList(),
        model.position(),
        model.branches().stream().map(branch -> branch.called(words::shown)).toList());
  }

  /** Hears what plugins and their controls are called, for the history. */
  public void learn(List<? extends Offered<?>> offered) {
    offered.forEach(words::learn);
    timeline.set(timeline());
  }

  /** Hears of every change of the document, in the order of the changes. */
  public void addShowListener(ShowListener listener) {
    listeners.add(listener);
  }

  public PortraitDocument get() {
    return model.document();
  }

  public ReadOnlyObjectProperty<PortraitDocument> documentProperty() {
    return document.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Timeline> timelineProperty() {
    return timeline.getReadOnlyProperty();
  }

  /** What was kept under a name. */
  public ReadOnlyObjectProperty<Variants> variantsProperty() {
    return variants.getReadOnlyProperty();
  }

  /** A change of what is kept under a name, which is no step in the history. */
  public void keep(Variants next) {
    model.keep(next);
  }

  public ReadOnlyBooleanProperty canUndoProperty() {
    return canUndo.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canRedoProperty() {
    return canRedo.getReadOnlyProperty();
  }

  /** Whether there are unsaved changes. */
  public ReadOnlyBooleanProperty dirtyProperty() {
    return dirty.getReadOnlyProperty();
  }

  /** Whether the history holds states that are in no file, undone ones among them. */
  public ReadOnlyBooleanProperty unsavedPastProperty() {
    return unsavedPast.getReadOnlyProperty();
  }

  /** The project file, if there is one yet. */
  public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
    return file.getReadOnlyProperty();
  }

  /**
   * A change that stands by itself.
   *
   * @param label as files have it: of {@link Texts#written}
   */
  public void change(String label, UnaryOperator<PortraitDocument> change) {
    model.apply(change.apply(model.document()), label);
  }

  /**
   * A change in a gesture: all changes of one gesture are one entry of the history, also those that
   * come after it rested, unless something else is done meanwhile.
   *
   * @param label as files have it, or what a control says of the change
   */
  public void change(String label, Gesture gesture, UnaryOperator<PortraitDocument> change) {
    moving = gesture.moving();
    try {
      model.applyMerging(
          change.apply(model.document()), words.written(label), "gesture-" + gesture.id());
    } finally {
      moving = false;
    }
  }

  /**
   * The first part of a change in two: what {@link #complete} does with the same id becomes one
   * entry of the history with it, unless something else is done meanwhile.
   *
   * @param id of {@link studio.anycost.app.fx.parameter.GestureCounter}
   */
  public void begin(String label, long id, UnaryOperator<PortraitDocument> change) {
    model.applyMerging(change.apply(model.document()), label, "gesture-" + id);
  }

  /** The second part; one that leads back to where the first began leaves no entry. */
  public void complete(String label, long id, UnaryOperator<PortraitDocument> change) {
    change(label, new Gesture(id, false), change);
  }

  public void undo() {
    model.undo();
  }

  public void redo() {
    model.redo();
  }

  public void jumpTo(int index) {
    model.jumpTo(index);
  }

  public void switchTo(long branch) {
    model.switchTo(branch);
  }

  /** Another number for each document that was begun: what was of one is not of the next. */
  public int starts() {
    return model.starts();
  }

  public void startNew(PortraitDocument next) {
    model.startNew(next);
  }

  /** All states, to be kept with the document, which is its current one. */
  public HistoryTree<PortraitDocument> tree() {
    return model.tree();
  }

  public void startAgain(HistoryTree<PortraitDocument> past, Variants kept) {
    model.startAgain(past, kept);
  }

  public void startOpened(HistoryTree<PortraitDocument> past, Variants kept, Path from) {
    model.startOpened(past, kept, from);
  }

  public void startRecovered(
      HistoryTree<PortraitDocument> past, Variants kept, Optional<Path> from) {
    model.startRecovered(past, kept, from);
  }

  public void markSaved(PortraitDocument value, Variants kept, Path to) {
    model.markSaved(value, kept, to);
  }
}
