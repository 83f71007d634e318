package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticBackend.Step;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.app.settings.PreferenceStore;

/** Until another model is ready the window is as alive as ever, whatever becomes of that one. */
@ExtendWith(ApplicationExtension.class)
class OpenModelTest {
  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;
  private FxRobot robot;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
    robot = studio.robot();
  }

  @BeforeEach
  void awaitPanels() {
    studio.awaitPanels();
  }

  @AfterEach
  void close() {
    backend.holdLoading(Optional.empty());
    studio.close();
    backend.close();
  }

  private Path bundle(String name) throws IOException {
    Path bundle = Files.createDirectory(folder.resolve(name));
    Files.writeString(bundle.resolve(SyntheticBackend.BUNDLE_FILE), name);
    return bundle;
  }

  private void open(Path bundle) {
    studio.fx(
        () -> {
          studio.shell().open(bundle);
          return null;
        });
  }

  /** Begins to open a model that stays at a step. */
  private void openHeldAt(Step step, Path bundle) {
    backend.holdLoading(Optional.of(step));
    open(bundle);
    studio.await("it is loading", () -> backend.reachedStep().equals(Optional.of(step)));
  }

  private void letGo() {
    backend.holdLoading(Optional.empty());
    studio.await("nothing is loading", () -> studio.get(BackgroundTasks.class).running().isEmpty());
    studio.await("one model is open", () -> backend.openModels() == 1);
  }

  private void smile() {
    int entries = studio.historySize();
    studio.type("#edit-synthetic-Smiling-value", "0.5\n");
    studio.await("there is an edit", () -> studio.historySize() == entries + 1);
  }

  private PortraitDocument document() {
    return studio.fx(() -> studio.documents().get());
  }

  private String shownModel() {
    return studio.fx(() -> studio.node("status-model", Label.class).getText());
  }

  private List<Notice> notices() {
    return studio.fx(() -> List.copyOf(studio.get(Notices.class).shown()));
  }

  /** The old model stayed, with this document, and goes on being edited. */
  private void assertAliveWith(PortraitDocument expected) {
    assertThat(document()).isEqualTo(expected);
    assertThat(shownModel()).isEqualTo("Synthetic faces");
    assertThat(backend.model().name()).isEqualTo("Synthetic faces");
    assertThat(new PreferenceStore(folder.resolve("preferences.json")).get().bundle()).isEmpty();
    int[] before = studio.awaitFullPicture().image().toArray();
    int entries = studio.historySize();
    robot.clickOn("#new-face");
    studio.await("there is another face", () -> studio.historySize() == entries + 1);
    studio.awaitOtherPicture(before);
    studio.awaitFullPicture();
  }

  @Test
  void cancelledAtTheBeginningTheOldModelStaysAlive() throws IOException {
    studio.awaitFullPicture();
    PortraitDocument before = document();
    openHeldAt(Step.CHECKING, bundle("Others"));

    robot.clickOn("#tasks-cancel");
    letGo();

    assertAliveWith(before);
    assertThat(notices()).isEmpty();
  }

  @Test
  void cancelledWhenTheNewOneIsAboutToBeReadyTheOldModelStaysAlive() throws IOException {
    smile();
    studio.answers().answer(Questions.Answer.DISCARD);
    PortraitDocument before = document();
    openHeldAt(Step.READY, bundle("Others"));

    robot.clickOn("#tasks-cancel");
    letGo();

    assertAliveWith(before);
    assertThat(notices()).isEmpty();
  }

  @Test
  void whileItLoadsTheOldModelIsEdited() throws IOException {
    int[] plain = studio.awaitFullPicture().image().toArray();
    openHeldAt(Step.CHECKING, bundle("Others"));

    smile();
    studio.awaitOtherPicture(plain);
    studio.awaitFullPicture();
    assertThat(shownModel()).isEqualTo("Synthetic faces");
  }

  @Test
  void aFailureLeavesTheOldModelAlive() throws IOException {
    smile();
    studio.answers().answer(Questions.Answer.DISCARD);
    PortraitDocument before = document();
    openHeldAt(Step.READY, Files.createDirectory(folder.resolve("empty")));

    letGo();

    studio.awaitShown("notice-failure");
    assertThat(notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.text()).contains("is no model bundle"));
    assertThat(studio.answers().asked()).as("nothing would be lost").isEmpty();
    assertAliveWith(before);
  }

  @Test
  void theNewModelTakesOver() throws IOException {
    studio.awaitFullPicture();
    smile();
    studio.answers().answer(Questions.Answer.DISCARD);

    open(bundle("Others"));
    studio.await("the new model is shown", () -> shownModel().equals("Others"));
    letGo();

    assertThat(studio.answers().asked()).as("nothing was edited since").hasSize(1);
    assertThat(document().bundleIdentity()).isEqualTo(backend.model().identity());
    assertThat(document().recipe().isEmpty()).isTrue();
    int[] first = studio.awaitFullPicture().image().toArray();
    robot.type(KeyCode.R);
    studio.awaitOtherPicture(first);
    studio.awaitFullPicture();
  }

  private PreviewMode.Fixed preview() {
    return studio.fx(() -> (PreviewMode.Fixed) studio.get(PreviewState.class).modeProperty().get());
  }

  private void openAndAwait(Path bundle, String name) {
    open(bundle);
    studio.await("it is shown", () -> shownModel().equals(name));
    letGo();
  }

  @Test
  void thePreviewThatWasAskedForIsAskedOfEachModelAndNotWhatTheLastOneHad() throws IOException {
    studio.awaitFullPicture();
    Path small = bundle("Small");
    Files.writeString(small.resolve(SyntheticBackend.BUNDLE_FILE), "Small\n32");
    Path large = bundle("Large");
    Files.writeString(large.resolve(SyntheticBackend.BUNDLE_FILE), "Large\n256");
    PreviewMode.Fixed asked =
        studio.fx(
            () -> {
              UniformGrid grid = studio.get(ModelState.class).gridProperty().get();
              PreviewMode.Fixed half =
                  PreviewMode.Fixed.at(
                      grid.places().stream()
                          .filter(place -> place.ratio() == 0.5)
                          .filter(place -> place.subGenerator().resolution() == 64)
                          .findFirst()
                          .orElseThrow());
              studio.get(PreviewState.class).modeProperty().set(half);
              return half;
            });
    assertThat(asked.asked()).hasValue(0.5);

    openAndAwait(small, "Small");
    assertThat(preview().asked()).hasValue(0.5);
    assertThat(preview().subGenerator().resolution()).as("the most that it has").isEqualTo(32);
    studio.await(
        "its picture is shown",
        () ->
            studio
                .get(PreviewState.class)
                .frameProperty()
                .get()
                .filter(frame -> frame.image().width() == 32)
                .isPresent());

    openAndAwait(large, "Large");
    assertThat(preview().asked()).hasValue(0.5);
    assertThat(preview().subGenerator().resolution()).isEqualTo(64);
  }

  @Test
  void whatWasEditedWhileItLoadedIsAskedFor() throws IOException {
    studio.awaitFullPicture();
    Path bundle = bundle("Others");
    openHeldAt(Step.READY, bundle);
    smile();
    PortraitDocument edited = document();
    assertThat(studio.answers().asked()).isEmpty();

    studio.answers().answer(Questions.Answer.CANCEL);
    letGo();

    assertThat(studio.answers().asked()).hasSize(1);
    assertThat(document()).isEqualTo(edited);
    assertThat(shownModel()).isEqualTo("Synthetic faces");

    studio.answers().answer(Questions.Answer.DISCARD);
    openHeldAt(Step.READY, bundle);
    studio.fx(
        () -> {
          studio.documents().undo();
          studio.documents().redo();
          return null;
        });
    letGo();
    studio.await("the new model is shown", () -> shownModel().equals("Others"));
    assertThat(studio.answers().asked()).as("the same document is not asked for twice").hasSize(2);
  }

  @Test
  void whoeverAsksForAnotherWantsNoMoreOfTheFirst() throws IOException {
    studio.awaitFullPicture();
    openHeldAt(Step.READY, bundle("First"));
    open(bundle("Second"));

    letGo();

    studio.await("the second model is shown", () -> shownModel().equals("Second"));
    assertThat(notices()).extracting(Notice::text).containsExactly("Second");
  }
}
