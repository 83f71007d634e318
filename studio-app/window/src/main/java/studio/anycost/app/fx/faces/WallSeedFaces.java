package studio.anycost.app.fx.faces;

import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.scene.image.Image;
import studio.anycost.app.fx.parameter.SeedFaces;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.state.FaceWallState;
import studio.anycost.app.fx.state.SeedPictures;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.task.FxThread;

/**
 * Lets what needs a seed choose it from the wall of faces, which opens for it and is left then. Who
 * goes anywhere else from the wall has not chosen. JavaFX thread only.
 */
public final class WallSeedFaces implements SeedFaces {
  private final SeedPictures pictures;
  private final FaceWallState wall;
  private final ViewState views;
  private final Executor fx;
  private ViewState.Mode from = ViewState.Mode.SINGLE;

  @Inject
  WallSeedFaces(SeedPictures pictures, FaceWallState wall, ViewState views, @FxThread Executor fx) {
    this.pictures = pictures;
    this.wall = wall;
    this.views = views;
    this.fx = fx;
    views.modeProperty().addListener((observable, old, now) -> modeChanged(now));
  }

  @Override
  public ReadOnlyLongProperty versionProperty() {
    return pictures.versionProperty();
  }

  @Override
  public Runnable draw(Face face, Consumer<Optional<Image>> done) {
    return pictures.draw(face.seed(), face.psi(), picture -> done.accept(picture.map(FxImages::of)))
        ::cancel;
  }

  @Override
  public Runnable choose(Question question) {
    wall.ask(question);
    from = views.showFacesForAMoment();
    return () -> {
      if (wall.questionProperty().get().equals(Optional.of(question))) {
        views.leave();
      }
    };
  }

  private void modeChanged(ViewState.Mode now) {
    Optional<Question> asked = wall.questionProperty().get();
    if (now == ViewState.Mode.FACES || asked.isEmpty()) {
      return;
    }
    wall.endQuestion();
    if (now == from) {
      fx.execute(asked.get().back()); // once the window shows it again
    }
  }
}
