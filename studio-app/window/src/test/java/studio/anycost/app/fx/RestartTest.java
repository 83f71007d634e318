package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.fx.command.FaceCommands;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.restart.Predecessor;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.NoTools;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.recovery.RecoveryFolder;

/** What only a start changes is offered with one, which loses nothing. */
@ExtendWith(ApplicationExtension.class)
class RestartTest {
  @TempDir Path folder;
  private final SyntheticBackend backend = new SyntheticBackend(List.of(new SyntheticEdit()));
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
  }

  @BeforeEach
  void openPreferences() {
    studio.awaitPanels();
    studio.awaitFullPicture();
    run(() -> studio.get(ViewState.class).toggle(ViewState.Drawer.PREFERENCES));
    studio.awaitShown("preferences-language-0");
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private void run(Runnable work) {
    studio.fx(
        () -> {
          work.run();
          return null;
        });
  }

  private void choose(String toggle) {
    run(() -> studio.node(toggle, ToggleButton.class).fire());
  }

  private PortraitDocument document() {
    return studio.fx(() -> studio.documents().get());
  }

  private List<String> failures() {
    return studio.fx(
        () ->
            studio.get(Notices.class).shown().stream()
                .filter(notice -> notice.kind() != Notice.Kind.SUCCESS)
                .map(notice -> notice.title() + ": " + notice.text())
                .toList());
  }

  /** The studio that is started in its place, over the same folders. */
  private void startAgain(Optional<String> unsaved) {
    run(
        () -> {
          Stage stage = studio.stage();
          studio.shell().close();
          studio =
              new StudioFixture(
                  backend,
                  new NoTools(),
                  folder.resolve("preferences.json"),
                  stage,
                  false,
                  new Predecessor(1, unsaved, Optional.empty()));
        });
    studio.awaitPanels();
  }

  @Test
  void isOfferedForWhatOnlyAStartChangesAndBringsBackWhatIsUnsaved() throws Exception {
    assertThat(studio.isShown("preferences-restart")).as("nothing has changed").isFalse();
    choose("preferences-scale-2");
    studio.awaitShown("preferences-restart");
    choose("preferences-scale-0");
    studio.await("it is as it was", () -> !studio.isShown("preferences-restart"));
    choose("preferences-language-2");
    studio.awaitShown("preferences-restart");
    run(() -> studio.get(FaceCommands.class).fromSeed(11));
    PortraitDocument unsaved = document();

    studio.fire("preferences-restart");

    studio.await("the window is closed", () -> !studio.stage().isShowing());
    assertThat(studio.answers().asked()).as("nothing is lost, so nothing is asked").isEmpty();
    assertThat(studio.relaunches().started()).singleElement().matches(Optional::isPresent);
    keepLaterWorkOfAnotherWindow();
    startAgain(studio.relaunches().started().get(0));
    studio.await("it is there again", () -> studio.documents().get().equals(unsaved));
    assertThat(studio.documents().dirtyProperty().get()).isTrue();
    studio.await("the other work is asked about", () -> !failures().isEmpty());
    assertThat(failures())
        .as("nobody asks again")
        .singleElement()
        .asString()
        .startsWith("“Portrait 12” was not saved");
  }

  /** It is the newest that is found. */
  private void keepLaterWorkOfAnotherWindow() throws IOException {
    try (RecoveryFolder other = new RecoveryFolder(folder.resolve("recovery"))) {
      PortraitDocument drawn =
          document().withBase(new BaseStyle.Seed(12, 1)).withBundleIdentity("0".repeat(64));
      other.keep(
          new Project(drawn, "other", List.of(), Optional.empty(), List.of(), Map.of()),
          Optional.empty());
    }
  }

  @Test
  void bringsBackWhatIsOpenEvenIfOtherStartsBeginAnew() {
    choose("preferences-start-1"); // a new portrait
    run(
        () -> {
          studio.get(FaceCommands.class).fromSeed(11);
          studio.documents().undo();
        });
    assertThat(studio.documents().canRedoProperty().get()).isTrue();
    choose("preferences-language-2");

    studio.fire("preferences-restart");

    studio.await("the window is closed", () -> !studio.stage().isShowing());
    startAgain(studio.relaunches().started().get(0));
    studio.await("what was undone, too", () -> studio.documents().canRedoProperty().get());
  }

  @Test
  void nothingEndsIfTheStudioCannotBeStartedAgain() {
    choose("preferences-language-2");
    run(() -> studio.get(FaceCommands.class).fromSeed(11));
    studio.relaunches().fail("Nobody knows how.");

    studio.fire("preferences-restart");

    studio.await("it is told", () -> !studio.get(Notices.class).shown().isEmpty());
    assertThat(failures()).containsExactly("Not restarted: Nobody knows how.");
    assertThat(studio.fx(() -> studio.stage().isShowing())).isTrue();
    assertThat(studio.fx(() -> studio.node("preferences-restart", Button.class).isDisabled()))
        .as("it can be tried again")
        .isFalse();
  }

  @Test
  void theWindowGoesOnUntilTheOtherRunsAndLosesNothingOfThat() {
    choose("preferences-language-2");
    studio.relaunches().hold();

    studio.fire("preferences-restart");
    studio.fire("preferences-restart");

    run(() -> studio.get(FaceCommands.class).fromSeed(11));
    PortraitDocument unsaved = document();
    assertThat(studio.fx(() -> studio.stage().isShowing())).isTrue();
    studio.relaunches().release();
    studio.await("the window is closed", () -> !studio.stage().isShowing());
    assertThat(studio.relaunches().started())
        .as("once, and before there was a change")
        .containsExactly(Optional.empty());
    startAgain(Optional.empty());
    studio.await("it is offered", () -> !studio.get(Notices.class).shown().isEmpty());
    run(() -> studio.get(Notices.class).shown().get(0).actions().get(0).run().run());
    studio.await("it is there again", () -> studio.documents().get().equals(unsaved));
  }

  @Test
  void whatIsOpenIsNotedBeforeTheOtherIsStarted() throws Exception {
    choose("preferences-language-2");
    Path session = folder.resolve("session").resolve("session.json");
    Files.deleteIfExists(session);
    studio.relaunches().hold();

    studio.fire("preferences-restart");

    assertThat(session).isRegularFile();
    assertThat(studio.relaunches().started()).isEmpty();
    studio.relaunches().release();
    studio.await("the window is closed", () -> !studio.stage().isShowing());
  }

  @Test
  void nothingStartsIfWhatIsOpenCannotBeNoted() throws Exception {
    choose("preferences-language-2");
    Path session = folder.resolve("session").resolve("session.json");
    Files.deleteIfExists(session);
    Files.createDirectories(session.resolve("in the way"));

    studio.fire("preferences-restart");

    assertThat(failures())
        .singleElement()
        .asString()
        .startsWith("Not restarted: What is open cannot be noted for the next start: ");
    assertThat(studio.relaunches().started()).isEmpty();
    assertThat(studio.fx(() -> studio.stage().isShowing())).isTrue();
  }

  @Test
  void workThatIsUnderWayIsWaitedFor() throws Exception {
    choose("preferences-language-2");
    run(
        () ->
            studio
                .get(BackgroundTasks.class)
                .run(
                    "A long journey",
                    task -> {
                      while (!task.cancellation().isCancelled()) {
                        Thread.onSpinWait();
                      }
                      return null;
                    },
                    done -> {},
                    failed -> {}));

    studio.fire("preferences-restart");

    assertThat(failures())
        .containsExactly(
            "Not restarted: A long journey is still running: wait for its end or cancel it first.");
    assertThat(studio.relaunches().started()).isEmpty();
    run(() -> studio.get(BackgroundTasks.class).cancelAll());
  }
}
