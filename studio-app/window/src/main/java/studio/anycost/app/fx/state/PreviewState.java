package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.preview.Ladder;
import studio.anycost.app.preview.PreviewController;
import studio.anycost.app.preview.PreviewFrame;
import studio.anycost.app.preview.PreviewListener;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.preview.UniformGrid;

/**
 * The pictures on the screen as properties: the edited face, and the unedited one for comparing.
 * JavaFX thread only.
 */
public final class PreviewState implements AutoCloseable {
  private final DocumentState documents;
  private final Executor fx;
  private final ReadOnlyObjectWrapper<Optional<PreviewFrame>> frame =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<ScreenPicture>> before =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<SubGenerator>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> failure =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<PreviewMode> mode = new SimpleObjectProperty<>(PreviewMode.AUTO);
  private final BooleanProperty beforeWanted = new SimpleBooleanProperty();
  private Optional<StyleCode> live = Optional.empty();
  private Optional<PortraitDocument> instead = Optional.empty();
  private Optional<PreviewController> controller = Optional.empty();
  private long asked;

  @Inject
  public PreviewState(DocumentState documents, @FxThread Executor fx) {
    this.documents = documents;
    this.fx = fx;
    documents.addShowListener(this::showOwn);
    mode.addListener(
        (observable, old, now) -> controller.ifPresent(preview -> preview.setMode(now)));
    beforeWanted.addListener(
        (observable, old, now) -> controller.ifPresent(preview -> preview.setBeforeWanted(now)));
  }

  /**
   * Previews the backend's open model from now on, beginning with the present document.
   *
   * @param grid of that model
   */
  public void open(StudioBackend next, UniformGrid grid) {
    close();
    frame.set(Optional.empty());
    PreviewController preview = next.openPreview(grid, fx);
    controller = Optional.of(preview);
    preview.addListener(new Listener());
    preview.setMode(mode.get());
    preview.setBeforeWanted(beforeWanted.get());
    showOwn(documents.get(), false);
  }

  private void showOwn(PortraitDocument document, boolean moving) {
    instead = Optional.empty();
    show(document, moving);
  }

  private void show(PortraitDocument document, boolean moving) {
    failure.set(Optional.empty());
    controller.ifPresent(preview -> preview.show(withLive(document), moving));
  }

  private PortraitDocument withLive(PortraitDocument document) {
    return live.map(code -> document.withBase(new BaseStyle.Given(code, 1, ""))).orElse(document);
  }

  /**
   * Shows the document with another face in the place of its own, as a tool finds it; the document
   * stays as it is.
   */
  public void showLive(StyleCode code) {
    live = Optional.of(code);
    showOwn(documents.get(), true);
  }

  /** Shows the document's own face again. */
  public void endLive() {
    if (live.isPresent()) {
      live = Optional.empty();
      showOwn(documents.get(), false);
    }
  }

  /**
   * Shows another portrait in the place of the document, which stays as it is, until the document
   * changes or {@link #endInstead}.
   *
   * @param moving whether the next one follows at once, so that a quick picture is enough
   */
  public void showInstead(PortraitDocument other, boolean moving) {
    instead = Optional.of(other);
    failure.set(Optional.empty());
    controller.ifPresent(preview -> asked = preview.show(other, moving));
  }

  /** Whether what {@link #showInstead} was given last is not on the screen yet, but will be. */
  public boolean isInsteadAwaited() {
    return instead.isPresent()
        && controller.isPresent()
        && failure.get().isEmpty()
        && frame.get().filter(now -> now.documentVersion() >= asked).isEmpty();
  }

  /** Shows the document again. */
  public void endInstead() {
    if (instead.isPresent()) {
      showOwn(documents.get(), false);
    }
  }

  /** Renders the same document anew, for instance because a plugin was switched off. */
  public void refresh() {
    failure.set(Optional.empty());
    controller.ifPresent(PreviewController::refresh);
  }

  /**
   * Lets auto choose from other sub-generators of the open model, for instance because a search has
   * found some.
   */
  public void setLadder(Ladder ladder) {
    controller.ifPresent(preview -> preview.setLadder(ladder));
  }

  /**
   * Lets auto choose from other uniform sub-generators of the open model; what a search found
   * stays.
   */
  public void setGrid(UniformGrid grid) {
    controller.ifPresent(preview -> preview.setGrid(grid));
  }

  /** The newest picture of the edited face. */
  public ReadOnlyObjectProperty<Optional<PreviewFrame>> frameProperty() {
    return frame.getReadOnlyProperty();
  }

  /** The best picture of the unedited face; empty as long as there is none. */
  public ReadOnlyObjectProperty<Optional<ScreenPicture>> beforeProperty() {
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

  /** Whether the unedited face is looked for. */
  public BooleanProperty beforeWantedProperty() {
    return beforeWanted;
  }

  @Override
  public void close() {
    controller.ifPresent(PreviewController::close);
    controller = Optional.empty();
    before.set(Optional.empty());
    running.set(Optional.empty());
  }

  private final class Listener implements PreviewListener {
    @Override
    public void frame(PreviewFrame next) {
      failure.set(Optional.empty());
      frame.set(Optional.of(next));
    }

    @Override
    public void before(Optional<ScreenPicture> picture) {
      before.set(picture);
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
