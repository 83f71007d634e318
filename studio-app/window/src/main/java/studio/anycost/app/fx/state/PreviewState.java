package studio.anycost.app.fx.state;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.preview.PreviewController;
import studio.anycost.app.preview.PreviewFrame;
import studio.anycost.app.preview.PreviewListener;
import studio.anycost.app.preview.PreviewMode;

/**
 * The pictures on the screen as properties: the edited face, and the unedited one for comparing,
 * which is rendered only when it is wanted or nothing else is to be done. JavaFX thread only.
 */
public final class PreviewState implements AutoCloseable {
  private final DocumentState documents;
  private final Executor fx;
  private final ReadOnlyObjectWrapper<Optional<PreviewFrame>> frame =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<RgbImage>> before =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<SubGenerator>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> failure =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<PreviewMode> mode = new SimpleObjectProperty<>(PreviewMode.AUTO);
  private final BooleanProperty beforeWanted = new SimpleBooleanProperty();
  private Optional<PreviewController> after = Optional.empty();
  private Optional<PreviewController> unedited = Optional.empty();
  private Optional<PortraitDocument> beforeOf = Optional.empty();
  private long beforeVersion;

  /**
   * @param fx runs tasks on the JavaFX thread, in order
   */
  public PreviewState(DocumentState documents, Executor fx) {
    this.documents = documents;
    this.fx = fx;
    documents.addShowListener(this::show);
    mode.addListener(
        (observable, old, now) -> {
          after.ifPresent(controller -> controller.setMode(now));
          unedited.ifPresent(controller -> controller.setMode(now));
        });
    beforeWanted.addListener(observable -> updateBefore());
    running.addListener(observable -> updateBefore());
  }

  /** Previews the backend's open model from now on, beginning with the present document. */
  public void open(StudioBackend backend) {
    close();
    frame.set(Optional.empty());
    PreviewController edited = backend.openPreview(fx);
    PreviewController original = backend.openPreview(fx);
    after = Optional.of(edited);
    unedited = Optional.of(original);
    edited.addListener(new AfterListener());
    original.addListener(this::showBefore);
    edited.setMode(mode.get());
    original.setMode(mode.get());
    show(documents.get(), false);
  }

  private void show(PortraitDocument document, boolean moving) {
    if (!beforeOf.equals(Optional.of(document.unedited()))) {
      beforeOf = Optional.empty();
      before.set(Optional.empty());
    }
    failure.set(Optional.empty());
    after.ifPresent(controller -> controller.show(document, moving));
    updateBefore();
  }

  /** Renders the same document anew, for instance because a plugin was switched off. */
  public void refresh() {
    failure.set(Optional.empty());
    after.ifPresent(PreviewController::refresh);
    unedited.ifPresent(PreviewController::refresh);
  }

  private void updateBefore() {
    PortraitDocument document = documents.get();
    if (document.recipe().isEmpty()) {
      // Nothing is edited: the picture is its own original.
      beforeOf = Optional.empty();
      before.set(frame.get().map(PreviewFrame::image));
      return;
    }
    boolean idle = running.get().isEmpty() && frame.get().isPresent();
    PortraitDocument original = document.unedited();
    if ((beforeWanted.get() || idle) && !beforeOf.equals(Optional.of(original))) {
      beforeOf = Optional.of(original);
      unedited.ifPresent(controller -> beforeVersion = controller.show(original, false));
    }
  }

  private void showBefore(PreviewFrame original) {
    // A picture of the face before may still be on its way.
    if (beforeOf.isPresent() && original.documentVersion() >= beforeVersion) {
      before.set(Optional.of(original.image()));
    }
  }

  /** The newest picture of the edited face. */
  public ReadOnlyObjectProperty<Optional<PreviewFrame>> frameProperty() {
    return frame.getReadOnlyProperty();
  }

  /** The unedited face, once it is rendered. */
  public ReadOnlyObjectProperty<Optional<RgbImage>> beforeProperty() {
    return before.getReadOnlyProperty();
  }

  /** What is being rendered. */
  public ReadOnlyObjectProperty<Optional<SubGenerator>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Why the present document has no picture, one sentence. */
  public ReadOnlyObjectProperty<Optional<String>> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** How sub-generators are chosen. */
  public ObjectProperty<PreviewMode> modeProperty() {
    return mode;
  }

  /** Whether the unedited face is needed at once. */
  public BooleanProperty beforeWantedProperty() {
    return beforeWanted;
  }

  @Override
  public void close() {
    after.ifPresent(PreviewController::close);
    unedited.ifPresent(PreviewController::close);
    after = Optional.empty();
    unedited = Optional.empty();
    beforeOf = Optional.empty();
    before.set(Optional.empty());
    running.set(Optional.empty());
  }

  private final class AfterListener implements PreviewListener {
    @Override
    public void frame(PreviewFrame next) {
      failure.set(Optional.empty());
      frame.set(Optional.of(next));
      updateBefore();
    }

    @Override
    public void running(Optional<SubGenerator> subGenerator) {
      running.set(subGenerator);
    }

    @Override
    public void failed(String sentence) {
      failure.set(Optional.of(sentence));
    }
  }
}
