package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.state.PhotoArrival;
import studio.anycost.app.fx.support.ScriptedOptimizer;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticGenerator;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.plugin.ToolKind;

/** A model and a photo that are opened at the same time, whichever of them is there first. */
@ExtendWith(ApplicationExtension.class)
class PhotoAndModelTest {
  @TempDir Path folder;
  private final SyntheticBackend backend = new SyntheticBackend(List.of());
  private final ScriptedOptimizer projector = new ScriptedOptimizer(ToolKind.PROJECTOR);
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    studio = new StudioFixture(backend, projector, folder.resolve("preferences.json"), stage);
  }

  @BeforeEach
  void prepare() throws IOException {
    studio.awaitPanels();
    studio.awaitFullPicture();
    ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", photo().toFile());
    Path bundle = Files.createDirectory(bundle());
    Files.writeString(bundle.resolve(SyntheticBackend.BUNDLE_FILE), "Others");
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private Path photo() {
    return folder.resolve("Aunt Mary.png");
  }

  private Path bundle() {
    return folder.resolve("others");
  }

  private void open(Path... files) {
    studio.fx(
        () -> {
          for (Path file : files) {
            studio.shell().open(file);
          }
          return null;
        });
  }

  private double opacity() {
    return studio.stage().getScene().lookup("#portrait-after").getOpacity();
  }

  private void assertClear() {
    studio.await("nothing runs", () -> studio.get(BackgroundTasks.class).running().isEmpty());
    studio.await(
        "the portrait is seen as it is, or it is told why there is none",
        () ->
            opacity() == 1
                && !studio.get(PhotoArrival.class).activeProperty().get()
                && ((ImageView) studio.stage().getScene().lookup("#portrait-after")).getImage()
                    != null);
    assertThat(studio.isShown("portrait-busy")).isFalse();
    studio.awaitFullPicture();
  }

  @ParameterizedTest
  @CsvSource({
    "CHECKING, DISCARD, false",
    "CHECKING, CANCEL, false",
    "CHECKING, DISCARD, true",
    "CHECKING, CANCEL, true",
    "READY, DISCARD, false",
    "READY, CANCEL, false",
    "READY, DISCARD, true",
    "READY, CANCEL, true"
  })
  void aPhotoThatArrivesWhileAModelIsLoadedIsShownOrGone(
      SyntheticBackend.Step step, Questions.Answer answer, boolean finished) {
    studio.answers().answer(answer);
    backend.holdLoading(Optional.of(step));
    open(bundle());
    studio.await("it is loading", () -> backend.reachedStep().equals(Optional.of(step)));
    open(photo());
    studio.await("the photo is there", () -> studio.get(PhotoArrival.class).activeProperty().get());
    studio.await("and is seen", () -> opacity() < 1);
    if (finished) {
      projector.finish(new SyntheticGenerator().styleOfSeed(5));
      studio.await("it has its portrait", () -> opacity() == 1);
    }
    backend.holdLoading(Optional.empty());
    if (!finished && answer == Questions.Answer.CANCEL) {
      studio.await("it is asked about", () -> !studio.answers().asked().isEmpty());
      projector.finish(new SyntheticGenerator().styleOfSeed(5));
    }
    assertClear();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aModelThatIsOpenedWhileThePortraitIsMadeLeavesNothingDimmed(boolean together) {
    studio.answers().answer(Questions.Answer.DISCARD);
    if (together) {
      open(photo(), bundle());
      studio.await(
          "a model is there", () -> studio.stage().getScene().lookup("#status-model") != null);
      projector.finish(new SyntheticGenerator().styleOfSeed(5));
    } else {
      open(photo());
      studio.await("it is seen", () -> opacity() < 1);
      open(bundle());
    }
    assertClear();
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void aPhotoIntoTheNewModelWhileTheRunOfTheOldOneEnds(int times) {
    studio.answers().answer(Questions.Answer.DISCARD);
    for (int i = 0; i < times; i++) {
      open(photo());
      studio.await("it is seen", () -> opacity() < 1);
    }
    open(bundle());
    open(photo());
    studio.await(
        "the model is there",
        () ->
            studio.documents().get().bundleIdentity().equals(backend.model().identity())
                && backend.model().name().equals("Others"));
    studio.await(
        "one is made",
        () -> {
          projector.finish(new SyntheticGenerator().styleOfSeed(5));
          return studio.get(BackgroundTasks.class).running().isEmpty();
        });
    assertClear();
  }
}
