package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.fx.command.FaceCommands;
import studio.anycost.app.fx.command.ModelCommands;
import studio.anycost.app.fx.command.ProjectCommands;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.AnimationState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.movie.DecodedMp4;
import studio.anycost.app.movie.Pictures;

/** Key frames, the film on the screen, and the film as a file. */
@ExtendWith(ApplicationExtension.class)
class AnimationStripTest {
  @TempDir Path preferences;
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;
  private FxRobot robot;

  @Start
  void start(Stage stage) throws IOException {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio = new StudioFixture(backend, preferences.resolve("preferences.json"), stage);
    robot = studio.robot();
  }

  @BeforeEach
  void addTwoFaces() {
    studio.awaitPanels();
    face(1);
    robot.press(KeyCode.K).release(KeyCode.K);
    studio.awaitShown("animation-strip");
    face(2);
    studio.awaitShown("animation-add");
    studio.fire("animation-add");
    studio.await("there are two key frames", () -> animation().keys().size() == 2);
    studio.await("it can be played", () -> animation().framesProperty().get().isPresent());
    studio.awaitFullPicture();
  }

  @AfterEach
  void stop() {
    studio.close();
    backend.close();
  }

  private AnimationState animation() {
    return studio.get(AnimationState.class);
  }

  private void face(long seed) {
    studio.fx(
        () -> {
          studio.get(FaceCommands.class).fromSeed(seed);
          return null;
        });
  }

  private void run(Runnable work) {
    studio.fx(
        () -> {
          work.run();
          return null;
        });
  }

  private int[] picture(PortraitDocument document) throws IOException {
    return backend.renderFull(document, TaskContext.none()).toArray();
  }

  private int[] frame(int index) throws IOException {
    return picture(
        studio.fx(() -> animation().framesProperty().get().orElseThrow().document(index)));
  }

  @Test
  void aFilmTakesAsManyFacesAsAProjectHolds() {
    studio.fx(
        () -> {
          PortraitDocument face = studio.documents().get();
          animation()
              .keys()
              .addAll(Collections.nCopies(Project.MOST_KEYS - 1 - animation().keys().size(), face));
          return null;
        });

    studio.fire("animation-add");
    assertThat(animation().keys()).hasSize(Project.MOST_KEYS);
    studio.fire("animation-add");

    studio.await(
        "it tells why not",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(notice -> notice.text().contains("at most 200 faces")));
    assertThat(animation().keys()).hasSize(Project.MOST_KEYS);
  }

  @Test
  void scrubbingShowsTheFramesAndLeavesTheDocumentAlone() throws IOException {
    PortraitDocument document = studio.fx(() -> studio.documents().get());
    int entries = studio.historySize();
    Slider slider = studio.node("animation-slider", Slider.class);
    assertThat(studio.fx(slider::getMax)).isEqualTo(30);

    run(() -> slider.setValue(15));
    studio.awaitPicture(frame(15));
    assertThat(frame(15)).isNotEqualTo(frame(0)).isNotEqualTo(frame(30));
    assertThat(studio.isShown("animation-back")).isTrue();
    assertThat(studio.fx(() -> studio.documents().get())).isEqualTo(document);
    assertThat(studio.historySize()).isEqualTo(entries);

    studio.fire("animation-back");
    studio.awaitPicture(picture(document));
    assertThat(studio.isShown("animation-back")).isFalse();
  }

  @Test
  void draggingTheSliderUsesThePreviewAndEndsWithTheFullPicture() throws IOException {
    studio.pressThumb("animation-slider");
    robot.moveBy(120, 0);
    studio.await("a frame is shown", () -> animation().showingProperty().get());
    robot.release(MouseButton.PRIMARY);
    int shown = studio.fx(() -> animation().frameProperty().get());
    assertThat(shown).isPositive();
    studio.awaitPicture(frame(shown));
  }

  @Test
  void whoEditsSeesThePortraitAgain() throws IOException {
    run(() -> animation().show(0, false));
    studio.awaitPicture(frame(0));
    face(5);
    studio.awaitPicture(picture(studio.fx(() -> studio.documents().get())));
    assertThat(studio.fx(() -> animation().showingProperty().get())).isFalse();
  }

  @Test
  void closingTheStripShowsThePortraitAgain() throws IOException {
    run(() -> animation().show(0, false));
    studio.awaitPicture(frame(0));
    run(() -> studio.get(ViewState.class).animationProperty().set(false));
    studio.awaitPicture(picture(studio.fx(() -> studio.documents().get())));
  }

  @Test
  void playsToTheEndAndPauses() throws IOException {
    studio.fire("animation-play");
    studio.await("it moves", () -> animation().frameProperty().get() > 2);
    studio.fire("animation-play");
    assertThat(studio.fx(() -> animation().playingProperty().get())).isFalse();
    int paused = studio.fx(() -> animation().frameProperty().get());
    studio.awaitPicture(frame(paused));

    studio.fire("animation-play");
    studio.await("it has ended", () -> !animation().playingProperty().get());
    assertThat(studio.fx(() -> animation().frameProperty().get())).isEqualTo(30);
  }

  @Test
  void theClockBeginsWithTheFirstFrameOnTheScreen() throws IOException {
    run(() -> animation().show(30, false));
    studio.awaitPicture(frame(30));
    backend.holdPreview(true);
    studio.fire("animation-play");
    WaitForAsyncUtils.sleep(1600, TimeUnit.MILLISECONDS); // longer than the film
    assertThat(studio.fx(() -> animation().playingProperty().get())).isTrue();
    assertThat(studio.fx(() -> animation().frameProperty().get())).isZero();

    backend.holdPreview(false);
    studio.await("it moves", () -> animation().frameProperty().get() > 0);
    studio.await("it has ended", () -> !animation().playingProperty().get());
    assertThat(studio.fx(() -> animation().frameProperty().get())).isEqualTo(30);
  }

  @Test
  void facesAreMovedAndRemovedWithKeys() {
    List<PortraitDocument> before = studio.fx(() -> List.copyOf(animation().keys()));
    run(() -> studio.node("key-frame-0", Button.class).requestFocus());
    robot.press(KeyCode.ALT, KeyCode.RIGHT).release(KeyCode.RIGHT, KeyCode.ALT);
    assertThat(studio.fx(() -> List.copyOf(animation().keys())))
        .containsExactly(before.get(1), before.get(0));
    run(() -> studio.node("key-frame-1", Button.class).requestFocus());
    robot.press(KeyCode.DELETE).release(KeyCode.DELETE);
    assertThat(studio.fx(() -> List.copyOf(animation().keys()))).containsExactly(before.get(1));
    assertThat(studio.fx(() -> studio.node("animation-play", Button.class).isDisabled())).isTrue();
    assertThat(studio.fx(() -> studio.node("animation-export", Button.class).isDisabled()))
        .isTrue();
  }

  @Test
  void aLoopGoesBackToTheFirstFace() {
    CheckBox loop = studio.node("animation-loop", CheckBox.class);
    run(() -> loop.setSelected(true));
    studio.await(
        "the film is longer",
        () ->
            animation()
                .framesProperty()
                .get()
                .filter(frames -> frames.animation().frames() == 60)
                .isPresent());
  }

  @Test
  void exportsEveryFrameAtFullQuality() throws IOException {
    Path file = folder.resolve("film.mp4");
    studio.answers().choose(file);
    studio.fire("animation-export");
    awaitNotice(Notice.Kind.SUCCESS, "film.mp4");
    DecodedMp4 film = DecodedMp4.of(file);
    assertThat(film.frames()).hasSize(31);
    assertThat(film.seconds()).isCloseTo(31 / 30.0, within(1e-3));
    assertThat(film.frames().get(0).width()).isEqualTo(128);
    for (int index : new int[] {0, 30}) {
      assertThat(Pictures.psnr(film.frames().get(index), RgbImage.of(128, 128, frame(index))))
          .isGreaterThan(30);
    }
  }

  @Test
  void aPngIsAPictureForEveryFrame() throws IOException {
    studio.answers().choose(folder.resolve("film.png"));
    studio.fire("animation-export");
    awaitNotice(Notice.Kind.SUCCESS, "film-%04d.png");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(31);
    }
  }

  @Test
  void cancellingLeavesNothing() throws IOException {
    backend.holdFilm(true);
    studio.answers().choose(folder.resolve("film.mp4"));
    studio.fire("animation-export");
    studio.await("a frame is there", () -> backend.filmedFrames() > 0);
    run(() -> task().orElseThrow().cancel());
    studio.await("the export has ended", () -> task().isEmpty());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void stoppingKeepsTheFramesThatThereAre() throws IOException {
    backend.holdFilm(true);
    studio.answers().choose(folder.resolve("film.mp4"));
    studio.fire("animation-export");
    studio.await("a frame is there", () -> backend.filmedFrames() > 0);
    run(() -> task().orElseThrow().stop());
    awaitNotice(Notice.Kind.SUCCESS, "1 frame of 128 px");
    assertThat(DecodedMp4.of(folder.resolve("film.mp4")).frames()).hasSize(1);
  }

  @Test
  void facesOfAnotherModelAreForgotten() throws IOException {
    Path bundle = Files.createDirectory(folder.resolve("other"));
    Files.writeString(bundle.resolve(SyntheticBackend.BUNDLE_FILE), "Other");
    studio.answers().choose(bundle);
    studio.answers().answer(Questions.Answer.DISCARD);
    run(() -> studio.get(ModelCommands.class).open(Optional.of(bundle)));
    studio.await("the key frames are gone", () -> animation().keys().isEmpty());
    awaitNotice(Notice.Kind.INFO, "Its faces belonged to the model that was open.");
  }

  private Optional<BackgroundTask> task() {
    return studio.get(BackgroundTasks.class).running().stream()
        .filter(task -> task.title().startsWith("Export"))
        .findFirst();
  }

  private void awaitNotice(Notice.Kind kind, String part) {
    studio.await(
        "a notice says '" + part + "'",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(notice -> notice.kind() == kind && notice.text().contains(part)));
  }

  /** They are asked for before they are lost, and are in the project afterwards. */
  @Test
  void keyFramesBelongToTheProject() throws IOException {
    List<PortraitDocument> keys = studio.fx(() -> List.copyOf(animation().keys()));
    Path file = preferences.resolve("film.anycost");
    studio.answers().choose(file);
    assertThat(studio.fx(() -> studio.get(ProjectCommands.class).save())).isTrue();
    assertThat(ProjectFile.read(file).keys()).isEqualTo(keys);
    assertThat(studio.isShown("unsaved")).isFalse();

    run(() -> animation().move(0, 1));
    assertThat(studio.isShown("unsaved")).isTrue();
    studio.answers().answer(Questions.Answer.CANCEL);
    run(() -> studio.stage().fireEvent(closeRequest()));
    assertThat(studio.answers().asked()).hasSize(1);
    assertThat(studio.fx(() -> studio.stage().isShowing())).isTrue();

    studio.answers().answer(Questions.Answer.DISCARD);
    run(() -> studio.get(ProjectCommands.class).open(file));
    assertThat(studio.fx(() -> List.copyOf(animation().keys()))).isEqualTo(keys);
    assertThat(studio.isShown("unsaved")).isFalse();
  }

  private WindowEvent closeRequest() {
    return new WindowEvent(studio.stage(), WindowEvent.WINDOW_CLOSE_REQUEST);
  }
}
