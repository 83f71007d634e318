package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;

/** Small pictures of the faces of seeds, without any edits. JavaFX thread only. */
public final class SeedPictures {
  private static final Logger LOG = LoggerFactory.getLogger(SeedPictures.class);

  /** Small pictures are enlarged by whole factors up to this side, in pixels. */
  private static final int SIDE = 160;

  private final StudioBackend backend;
  private final QuietWork work;
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();

  @Inject
  SeedPictures(StudioBackend backend, ModelState model, QuietWork work) {
    this.backend = backend;
    this.work = work;
    model
        .descriptionProperty()
        .addListener(
            (observable, old, now) -> {
              if (!old.identity().equals(now.identity())) {
                version.set(version.get() + 1);
              }
            });
  }

  /** Another number each time the open model is another one, whose seeds are other faces. */
  public ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /**
   * Draws one, behind everything that somebody waits for.
   *
   * @param psi truncation; taken as near as it can be drawn
   * @param done takes the picture, or nothing if there can be none, on the JavaFX thread; not
   *     called once it is cancelled
   * @return what cancels it
   */
  public CancellationSource draw(long seed, double psi, Consumer<Optional<ScreenPicture>> done) {
    CancellationSource source = new CancellationSource();
    PortraitDocument face = portrait(seed, psi);
    work.run(
        Texts.of("state.seedPictures.thePictureOfA"),
        () -> render(face, source.token()),
        picture -> {
          if (!source.isCancelled()) {
            done.accept(picture);
          }
        });
    return source;
  }

  /** The face of a seed of the studio's own, as it is drawn here. */
  PortraitDocument portrait(long seed, double psi) {
    return backend.newPortrait(
        seed, Math.max(-BaseStyle.PSI_LIMIT, Math.min(BaseStyle.PSI_LIMIT, psi)));
  }

  private Optional<ScreenPicture> render(PortraitDocument face, CancellationToken token) {
    AtomicReference<ScreenPicture> picture = new AtomicReference<>();
    try {
      backend.renderThumbnails(
          List.of(face), (index, image) -> picture.set(ScreenPicture.of(image, SIDE)), token);
    } catch (CancellationException e) {
      throw e;
    } catch (Exception e) { // whatever it is, there is no picture then
      LOG.warn("There is no picture of the face of a seed", e);
    }
    return Optional.ofNullable(picture.get());
  }
}
