package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * What undo and redo go back and forth in: the document, unless something is under way that is no
 * part of it yet. JavaFX thread only.
 */
public final class UndoState {
  /** Changes that can be taken back. */
  public interface Changes {
    boolean canUndo();

    boolean canRedo();

    /** Takes the last change back; there is one. */
    void undo();

    /** Makes the change again that was taken back last; there is one. */
    void redo();
  }

  private final DocumentState documents;
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
  private final Deque<Changes> own = new ArrayDeque<>();

  @Inject
  public UndoState(DocumentState documents) {
    this.documents = documents;
    documents.canUndoProperty().addListener((observable, old, now) -> refresh());
    documents.canRedoProperty().addListener((observable, old, now) -> refresh());
    refresh();
  }

  /** Until {@link #end}, these changes are taken back, and not those of what was begun before. */
  public void begin(Changes changes) {
    own.push(changes);
    refresh();
  }

  /** Ends what {@link #begin} began, whatever has begun since. */
  public void end(Changes changes) {
    own.remove(changes);
    refresh();
  }

  /** Looks again whether there is anything to go back or forth to. */
  public void refresh() {
    canUndo.set(newest().map(Changes::canUndo).orElseGet(documents.canUndoProperty()::get));
    canRedo.set(newest().map(Changes::canRedo).orElseGet(documents.canRedoProperty()::get));
  }

  private Optional<Changes> newest() {
    return Optional.ofNullable(own.peek());
  }

  public ReadOnlyBooleanProperty canUndoProperty() {
    return canUndo.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canRedoProperty() {
    return canRedo.getReadOnlyProperty();
  }

  /** Takes the last change back, if there is one. */
  public void undo() {
    if (canUndo.get()) {
      newest().ifPresentOrElse(Changes::undo, documents::undo);
      refresh();
    }
  }

  /** Makes the change again that was taken back last, if there is one. */
  public void redo() {
    if (canRedo.get()) {
      newest().ifPresentOrElse(Changes::redo, documents::redo);
      refresh();
    }
  }
}
