package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.document.History;
import studio.anycost.app.document.HistoryTree;
import studio.anycost.app.document.NamedVariant;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.ProjectFolder;
import studio.anycost.app.fx.command.FaceCommands;
import studio.anycost.app.fx.command.ProjectCommands;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.portrait.PortraitPane;
import studio.anycost.app.fx.portrait.PortraitStage;
import studio.anycost.app.fx.portrait.Viewport;
import studio.anycost.app.fx.state.ExportChoice;
import studio.anycost.app.fx.state.ExportState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.image.PictureFormat;
import studio.anycost.app.preview.PreviewMode;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.app.recovery.RecoveryFolder;

/** What a studio that was killed had not saved is offered by the next. */
@ExtendWith(ApplicationExtension.class)
class RecoveryTest {
  private static final ExportChoice EXPORTED =
      new ExportChoice(ExportChoice.Kind.BEFORE_AFTER, 2, PictureFormat.JPEG);

  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;
  private FxRobot robot;
  private PortraitDocument lost;
  private List<NamedVariant> kept;

  @Start
  void start(Stage stage) throws IOException {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    lost = backend.newPortrait(11, 0.5);
    kept = List.of(new NamedVariant("Other", true, backend.newPortrait(14, 0.5)));
    try (RecoveryFolder killed = new RecoveryFolder(folder.resolve("recovery"))) {
      killed.keep(
          new Project(
              lost, backend.model().name(), List.of(lost), Optional.of(history()), kept, Map.of()),
          Optional.of(folder.resolve("mine.anycost")));
    }
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
    robot = studio.robot();
  }

  /** Work with a branch, at a state that can be redone from. */
  private HistoryTree<PortraitDocument> history() {
    History<PortraitDocument> past =
        new History<>(backend.newPortrait(10, 0.5), "New portrait", 10);
    past.push(backend.newPortrait(12, 0.5), "Face 12");
    past.undo();
    past.push(lost, "Face 11");
    past.push(backend.newPortrait(13, 0.5), "Face 13");
    past.undo();
    return past.tree();
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  /** The projects that would be offered if the studio were killed now. */
  private List<Project> kept() {
    try (Stream<Path> slots = Files.list(folder.resolve("recovery"))) {
      return slots
          .filter(ProjectFolder::holdsProject)
          .map(
              slot -> {
                try {
                  return ProjectFolder.read(slot);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              })
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private boolean keeps(PortraitDocument document) {
    List<Project> kept = kept();
    return kept.size() == 1 && kept.get(0).document().equals(document);
  }

  @Test
  void bringsBackWhatWasLostAndKeepsItUntilItIsSaved() throws IOException {
    studio.awaitShown("notice-question");

    robot.clickOn("Bring it back");

    studio.await("it is open", () -> studio.documents().get().equals(lost));
    studio.await("and unsaved", () -> studio.documents().dirtyProperty().get());
    studio.await("and kept", () -> keeps(lost));
    assertThat(studio.fx(() -> studio.documents().tree())).isEqualTo(history());
    assertThat(kept().get(0).history()).contains(history());
    assertThat(studio.fx(() -> studio.documents().variantsProperty().get().all())).isEqualTo(kept);
    assertThat(kept().get(0).variants()).isEqualTo(kept);
    studio.awaitPanels();
    robot.type(KeyCode.V);
    studio.await("one more is kept", () -> kept().get(0).variants().size() == 2);
    assertThat(studio.fx(() -> studio.documents().fileProperty().get()))
        .contains(folder.resolve("mine.anycost"));

    robot.press(KeyCode.SHORTCUT).type(KeyCode.S).release(KeyCode.SHORTCUT);
    studio.await("it is saved", () -> !studio.documents().dirtyProperty().get());
    assertThat(ProjectFile.read(folder.resolve("mine.anycost")).history()).contains(history());
    studio.await("there is nothing to keep any more", () -> kept().isEmpty());
  }

  @Test
  void keepsEveryChangeUntilThePersonDecides() {
    studio.awaitShown("notice-question");
    robot.clickOn("Throw it away");
    studio.await("it is gone", () -> kept().isEmpty());

    studio.awaitPanels();
    for (String value : List.of("0.5", "0.75")) {
      studio.type("#edit-synthetic-Smiling-value", value + "\n");
      studio.await("the change is kept", () -> keeps(studio.documents().get()));
      assertThat(kept().get(0).history()).contains(studio.fx(() -> studio.documents().tree()));
    }
    // A slider that is still being dragged.
    studio.pressThumb("edit-synthetic-Smiling-slider");
    robot.moveBy(-30, 0);
    studio.await("the drag is kept", () -> keeps(studio.documents().get()));
    robot.moveBy(-5, 0).drop();

    studio.answers().answer(Questions.Answer.DISCARD);
    robot.press(KeyCode.SHORTCUT).type(KeyCode.Q).release(KeyCode.SHORTCUT);
    studio.await("the window is closed", () -> !studio.stage().isShowing());
    assertThat(folder.resolve("recovery")).isEmptyDirectory();
  }

  @Test
  void offersItAgainIfNobodyDecided() throws IOException {
    studio.awaitShown("notice-question");

    studio.fx(
        () -> {
          studio.shell().close();
          return null;
        });

    try (RecoveryFolder next = new RecoveryFolder(folder.resolve("recovery"))) {
      assertThat(next.claim().work()).hasSize(1);
    }
  }

  @Test
  void tellsOfWorkThatCannotBeRead() throws IOException {
    studio.awaitShown("notice-question");
    Path slot;
    try (Stream<Path> slots = Files.list(folder.resolve("recovery"))) {
      slot = slots.filter(ProjectFolder::holdsProject).findFirst().orElseThrow();
    }
    Files.writeString(slot.resolve("project.json"), "{\"format\":");
    Path aside = folder.resolve("recovery").resolve("unreadable").resolve(slot.getFileName());

    startAgain();

    studio.await(
        "it is told",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(
                    notice ->
                        notice.title().equals("Unsaved work cannot be read")
                            && notice.text().startsWith(aside.toString())
                            && notice.text().contains(" It stays there")));
    assertThat(aside.resolve("project.json")).hasContent("{\"format\":");

    startAgain();
    studio.awaitFullPicture();
    studio.fx(
        () -> {
          // Behind what looks for it.
          studio.get(FaceCommands.class).fromSeed(12);
          return null;
        });
    studio.await("something is kept", () -> !kept().isEmpty());
    assertThat(studio.fx(() -> List.copyOf(studio.get(Notices.class).shown())))
        .as("it was told once")
        .isEmpty();
  }

  /** Another window on the same stage, as the next start opens it. */
  private void startAgain() {
    studio.fx(
        () -> {
          studio.stage().getOnCloseRequest().handle(closing());
          studio.shell().close();
          studio = new StudioFixture(backend, folder.resolve("preferences.json"), studio.stage());
          return null;
        });
  }

  private WindowEvent closing() {
    return new WindowEvent(studio.stage(), WindowEvent.WINDOW_CLOSE_REQUEST);
  }

  @Test
  void theNextStartOpensWhatWasOpenLastAsItLooked() throws IOException {
    studio.awaitShown("notice-question");
    robot.clickOn("Bring it back");
    studio.await("it is open", () -> studio.documents().get().equals(lost));
    robot.press(KeyCode.SHORTCUT).type(KeyCode.S).release(KeyCode.SHORTCUT);
    studio.await("it is saved", () -> !studio.documents().dirtyProperty().get());
    studio.awaitFullPicture();
    studio.fx(
        () -> {
          PortraitPane pane = studio.get(PortraitStage.class).portrait();
          pane.zoomIn();
          pane.zoomIn();
          ViewState views = studio.get(ViewState.class);
          views.sideProperty().set(ViewState.Side.TOOLS);
          views.pastProperty().set(ViewState.Past.VARIANTS);
          views.modeProperty().set(ViewState.Mode.SPLIT);
          studio.get(ExportState.class).choiceProperty().set(EXPORTED);
          views.leftProperty().set(false);
          PreviewState preview = studio.get(PreviewState.class);
          UniformGrid grid = studio.get(ModelState.class).gridProperty().get();
          preview.modeProperty().set(PreviewMode.Fixed.at(grid.places().get(5)));
          return null;
        });
    Viewport seen = viewport();
    assertThat(seen.fitting()).isFalse();
    startAgain();

    assertThat(studio.fx(() -> studio.documents().tree())).isEqualTo(history());
    assertThat(studio.fx(() -> studio.documents().fileProperty().get()))
        .contains(folder.resolve("mine.anycost"));
    assertThat(studio.fx(() -> studio.documents().dirtyProperty().get())).isFalse();
    assertThat(studio.fx(() -> studio.documents().variantsProperty().get().all())).isEqualTo(kept);
    PreviewState preview = studio.get(PreviewState.class);
    UniformGrid.Place asked = studio.get(ModelState.class).gridProperty().get().places().get(5);
    assertThat(preview.modeProperty().get()).isEqualTo(PreviewMode.Fixed.at(asked));
    studio.fx(
        () -> {
          preview.modeProperty().set(PreviewMode.AUTO);
          return null;
        });
    studio.awaitFullPicture();
    assertThat(viewport()).isEqualTo(seen);
    ViewState views = studio.get(ViewState.class);
    assertThat(views.sideProperty().get()).isEqualTo(ViewState.Side.TOOLS);
    assertThat(views.pastProperty().get()).isEqualTo(ViewState.Past.VARIANTS);
    assertThat(views.modeProperty().get()).isEqualTo(ViewState.Mode.SPLIT);
    assertThat(studio.get(ExportState.class).choiceProperty().get()).isEqualTo(EXPORTED);
    assertThat(studio.isShown("left-column")).isFalse();

    // Whoever wants a new portrait gets one, and a file that is gone is no obstacle.
    studio.fx(
        () -> {
          studio.get(PreferenceState.class).update(now -> now.withReopen(false));
          return null;
        });
    startAgain();
    assertThat(studio.fx(() -> studio.documents().fileProperty().get())).isEmpty();
    studio.fx(
        () -> {
          studio.get(PreferenceState.class).update(now -> now.withReopen(true));
          studio.get(ProjectCommands.class).open(folder.resolve("mine.anycost"));
          return null;
        });
    Files.delete(folder.resolve("mine.anycost"));
    startAgain();
    studio.await(
        "it says so",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(notice -> notice.text().contains("mine.anycost")));
    assertThat(studio.fx(() -> studio.documents().fileProperty().get())).isEmpty();

    // A portrait without a file comes back, too, as long as nothing about it was thrown away.
    studio.fx(
        () -> {
          studio.documents().startNew(lost);
          return null;
        });
    startAgain();
    assertThat(studio.fx(() -> studio.documents().get())).isEqualTo(lost);
    studio.answers().answer(Questions.Answer.DISCARD);
    studio.fx(
        () -> {
          studio.documents().change("Other", any -> backend.newPortrait(15, 0.5));
          return null;
        });
    startAgain();
    assertThat(studio.fx(() -> studio.documents().get())).isEqualTo(backend.newPortrait(7, 0.8));
  }

  /** A file of the last session tells that a studio ended while it opened what was open. */
  @Test
  void whatEndedTheStudioIsNotOpenedAgainByItself() throws IOException {
    Path opening = folder.resolve("session").resolve("opening");
    studio.fx(
        () -> {
          studio.documents().startNew(lost);
          return null;
        });
    startAgain();
    assertThat(studio.fx(() -> studio.documents().get())).isEqualTo(lost);
    assertThat(opening).as("until its picture has stood for a while").exists();
    studio.fx(
        () -> {
          studio.shell().close(); // and nothing is told of the end
          studio = new StudioFixture(backend, folder.resolve("preferences.json"), studio.stage());
          return null;
        });

    assertThat(studio.fx(() -> studio.documents().get())).isEqualTo(backend.newPortrait(7, 0.8));
    studio.awaitShown("notice-question");
    studio.await("it can be opened", () -> robot.lookup("Open it anyway").tryQuery().isPresent());
    Files.delete(opening);
    robot.clickOn("Open it anyway");
    studio.await("it is open", () -> studio.documents().get().equals(lost));
    assertThat(opening).as("for the next start, should it end this one").exists();
    startAgain();
    assertThat(studio.fx(() -> studio.documents().get()))
        .as("a window that was closed came to no harm")
        .isEqualTo(lost);
  }

  private Viewport viewport() {
    return studio.fx(() -> studio.get(PortraitStage.class).portrait().viewportProperty().get());
  }
}
