package studio.anycost.app.preview;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.image.ScreenPicture;

/**
 * The picture "before": the present face without its edits, the best that there is of it.
 *
 * <p>As a rule it has been on the screen already, before the first edit, and is kept from there.
 * Else it is rendered while the preview rests, in the background and once, so that nobody waits for
 * it who moves a slider. Confined to the preview's thread but for the render and closing.
 */
final class UneditedFace implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UneditedFace.class);

  /** A picture and what made it. */
  private record Picture(SubGenerator subGenerator, ScreenPicture screen) {}

  private final PreviewGenerator generator;
  private final int screenSide;
  private final Consumer<Optional<ScreenPicture>> outlet;
  private final Worker preview;
  private final Worker background;
  private final AtomicReference<CancellationSource> render = new AtomicReference<>();
  private PortraitDocument face;
  private Optional<Picture> picture = Optional.empty();

  /** What the last render was wanted of; null before the first. */
  private SubGenerator wanted;

  private boolean hopeless;

  /**
   * @param screenSide see {@link ScreenPicture#of}
   * @param outlet takes every change of the picture
   * @param preview the thread that this is confined to
   * @param background runs the render
   */
  UneditedFace(
      PreviewGenerator generator,
      int screenSide,
      Consumer<Optional<ScreenPicture>> outlet,
      Worker preview,
      Worker background) {
    this.generator = generator;
    this.screenSide = screenSide;
    this.outlet = outlet;
    this.preview = preview;
    this.background = background;
  }

  /** A document is to be shown: if its face is another one, the picture is out of date. */
  void follow(PortraitDocument document) {
    PortraitDocument unedited = document.unedited();
    if (!unedited.equals(face)) {
      pause();
      face = unedited;
      hopeless = false;
      if (picture.isPresent()) {
        picture = Optional.empty();
        outlet.accept(Optional.empty());
      }
    }
  }

  /** A picture of a document was made; of one without edits it is kept, if there is no better. */
  void saw(PortraitDocument document, SubGenerator subGenerator, ScreenPicture screen) {
    if (document.equals(face) && (subGenerator.equals(wanted) || !isThere())) {
      picture = Optional.of(new Picture(subGenerator, screen));
      outlet.accept(Optional.of(screen));
    }
  }

  private boolean isThere() {
    return picture.filter(present -> present.subGenerator().equals(wanted)).isPresent();
  }

  /** The document that it is the picture of; after the first {@link #follow}. */
  PortraitDocument document() {
    return face;
  }

  /** Whether there is none, and trying to make one makes sense. */
  boolean isMissing() {
    return picture.isEmpty() && !hopeless;
  }

  /** It could not be made; nobody tries again for this face. */
  void giveUp() {
    hopeless = true;
  }

  /** Renders it in the background unless it is there already, or being rendered. */
  void resume(SubGenerator subGenerator) {
    wanted = subGenerator;
    if (isThere() || hopeless || render.get() != null) {
      return;
    }
    CancellationSource run = new CancellationSource();
    render.set(run);
    PortraitDocument document = face;
    background.execute(() -> render(run, document, subGenerator));
  }

  /** Stops the render, which begins anew with the next {@link #resume}. */
  void pause() {
    CancellationSource run = render.getAndSet(null);
    if (run != null) {
      run.cancel();
    }
  }

  private void render(
      CancellationSource run, PortraitDocument document, SubGenerator subGenerator) {
    try {
      run.token().throwIfCancelled();
      ImageTensor image =
          generator.render(
              generator.evaluate(document), subGenerator, document.noise(), run.token());
      ScreenPicture screen = ScreenPicture.of(image.toRgb(), screenSide);
      preview.execute(() -> ended(run, () -> saw(document, subGenerator, screen)));
    } catch (CancellationException e) {
      LOG.debug("The unedited face gives way");
      preview.execute(() -> ended(run, () -> {}));
    } catch (IOException | RuntimeException e) {
      // Nobody waits for it; the edited face tells what is wrong.
      LOG.warn("The unedited face could not be rendered", e);
      preview.execute(() -> ended(run, this::giveUp));
    }
  }

  private void ended(CancellationSource run, Runnable result) {
    if (render.compareAndSet(run, null)) {
      result.run();
    }
  }

  /** Stops the render for good; from any thread, after the workers were closed. */
  @Override
  public void close() {
    pause();
  }
}
