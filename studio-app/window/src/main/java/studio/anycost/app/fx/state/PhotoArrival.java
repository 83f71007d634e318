package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.task.QuietWork;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.image.Shrinker;

/**
 * A photo that was opened and has no portrait yet. Until it has one, it is itself what there is to
 * see: the face of the document is still somebody else's. JavaFX thread only.
 */
public final class PhotoArrival {
  /** Seen for a moment, and dimmed: no more pixels are worth the time. */
  private static final int LONGEST = 1024;

  /** A photo on the screen. */
  public record Arriving(ScreenPicture picture, int width, int height) {}

  private final DocumentState documents;
  private final ToolBackend backend;
  private final QuietWork quiet;
  private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<Arriving>> picture =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> obstacle =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<PortraitDocument> begun = Optional.empty();

  @Inject
  public PhotoArrival(DocumentState documents, ToolBackend backend, QuietWork quiet) {
    this.documents = documents;
    this.backend = backend;
    this.quiet = quiet;
    documents.addShowListener((document, moving) -> endIfOther(document));
  }

  /** The document has a new photo. */
  public void begin() {
    PortraitDocument document = documents.get();
    PhotoSource source = document.source().orElseThrow();
    end();
    begun = Optional.of(document);
    active.set(true);
    quiet.run(
        Texts.of("state.photoArrival.aSmallPictureOf", source.file().name()),
        () -> {
          RgbImage small = source.turn().apply(Shrinker.shrunk(backend.photo(source), LONGEST));
          return ScreenPicture.of(small, Math.max(small.width(), small.height()));
        },
        ready -> {
          if (begun.equals(Optional.of(document))) {
            picture.set(
                Optional.of(
                    new Arriving(
                        ready,
                        source.turn().width(source.width(), source.height()),
                        source.turn().height(source.width(), source.height()))));
          }
        });
  }

  /** There will be no portrait for now, and why; one sentence. */
  public void fail(String sentence) {
    if (active.get()) {
      obstacle.set(Optional.of(sentence));
    }
  }

  /** A portrait is being made after all: what was in the way is so no more. */
  public void tryAgain() {
    obstacle.set(Optional.empty());
  }

  /**
   * A portrait of it is there. Whoever makes it tells: of the same photo it is often the very face
   * that was there before, which no document shows.
   */
  public void end() {
    begun = Optional.empty();
    active.set(false);
    picture.set(Optional.empty());
    obstacle.set(Optional.empty());
  }

  /**
   * Faces that are found in the photo are no portrait yet; whatever else is done shows the face.
   */
  private void endIfOther(PortraitDocument now) {
    boolean same =
        begun
            .filter(
                start ->
                    now.base().equals(start.base())
                        && now.recipe().equals(start.recipe())
                        && now.source()
                            .map(PhotoSource::file)
                            .equals(start.source().map(PhotoSource::file)))
            .isPresent();
    if (begun.isPresent() && !same) {
      end();
    }
  }

  /** Whether the photo is to be seen in the place of the portrait. */
  public ReadOnlyBooleanProperty activeProperty() {
    return active.getReadOnlyProperty();
  }

  /** Its picture, as soon as there is one. */
  public ReadOnlyObjectProperty<Optional<Arriving>> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  /** Why no portrait is being made. */
  public ReadOnlyObjectProperty<Optional<String>> obstacleProperty() {
    return obstacle.getReadOnlyProperty();
  }
}
