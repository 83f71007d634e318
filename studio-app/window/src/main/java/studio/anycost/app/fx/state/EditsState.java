package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.document.EditStep;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.parameter.Gesture;

/** The edits on offer, and their values in the open document. JavaFX thread only. */
public final class EditsState {
  private final DocumentState documents;
  private final ReadOnlyObjectWrapper<List<Offered<Edit>>> edits =
      new ReadOnlyObjectWrapper<>(List.of());

  @Inject
  public EditsState(DocumentState documents) {
    this.documents = documents;
  }

  /** Shows what the backend offers now. */
  public void refresh(StudioBackend backend) {
    edits.set(backend.edits());
  }

  public ReadOnlyObjectProperty<List<Offered<Edit>>> editsProperty() {
    return edits.getReadOnlyProperty();
  }

  /** The values of an edit in a document; what it does not take is at its default. */
  public static ParameterValues values(Offered<Edit> edit, PortraitDocument document) {
    return document
        .recipe()
        .step(edit.id())
        .map(step -> step.values().read(edit.schema()))
        .orElseGet(() -> edit.schema().defaults());
  }

  /** Changes the values of an edit in a gesture of the hand. */
  public void change(Offered<Edit> edit, String label, ParameterValues values, Gesture gesture) {
    documents.change(label, gesture, document -> document.withStep(EditStep.of(edit.id(), values)));
  }

  /** Puts all values of an edit back. */
  public void reset(Offered<Edit> edit) {
    documents.change(
        "Reset " + edit.info().name(),
        document -> document.withStep(EditStep.of(edit.id(), edit.schema().defaults())));
  }
}
