package studio.anycost.app.fx.panel;

import studio.anycost.api.extension.Edit;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.parameter.Gesture;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.EditsState;

/** The context of an edit's panel: its values are the document's. */
final class EditPanelContext extends StudioPanelContext {
  private final Offered<Edit> edit;
  private final EditsState edits;
  private final DocumentState documents;

  EditPanelContext(
      PanelServices services, Offered<Edit> edit, EditsState edits, DocumentState documents) {
    super(services, edit);
    this.edit = edit;
    this.edits = edits;
    this.documents = documents;
  }

  @Override
  public ParameterValues values() {
    return EditsState.values(edit, documents.get());
  }

  @Override
  void take(ParameterValues values, Gesture how) {
    edits.change(edit, name(), values, how);
  }

  /** An edit has no work to run. */
  @Override
  public void run() {}

  @Override
  public void stop() {}
}
