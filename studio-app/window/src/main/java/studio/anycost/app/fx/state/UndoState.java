package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * What undo and redo go back and forth in: the document, unless a view is making something that is
 * no part of it yet. JavaFX thread only.
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
  private Optional<Changes> own = Optional.empty();

  @Inject
  public UndoState(DocumentState documents) {
    this.documents = documents;
    documents.canUndoProperty().addListener((observable, old, now) -> refresh());
    documents.canRedoProperty().addListener((observable, old, now) -> refresh());
    refresh();
  }

  /** From now on these changes are taken back, and not those of the document. */
  public void begin(Changes changes) {
    own = Optional.of(changes);
    refresh();
  }

  /** Ends what {@link #begin} began; nothing happens if others have begun since. */
  public void end(Changes changes) {
    if (own.equals(Optional.of(changes))) {
      own = Optional.empty();
      refresh();
    }
  }

  /** Looks again whether there is anything to go back or forth to. */
  public void refresh() {
    canUndo.set(own.map(Changes::canUndo).orElseGet(documents.canUndoProperty()::get));
    canRedo.set(own.map(Changes::canRedo).orElseGet(documents.canRedoProperty()::get));
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
      own.ifPresentOrElse(Changes::undo, documents::undo);
      refresh();
    }
  }

  /** Makes the change again that was taken back last, if there is one. */
  public void redo() {
    if (canRedo.get()) {
      own.ifPresentOrElse(Changes::redo, documents::redo);
      refresh();
    }
  }
}
