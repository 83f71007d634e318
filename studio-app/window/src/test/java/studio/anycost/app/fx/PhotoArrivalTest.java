package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.fx.command.FaceCommands;
import studio.anycost.app.fx.command.PhotoCommands;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.portrait.PortraitPane;
import studio.anycost.app.fx.state.PhotoArrival;
import studio.anycost.app.fx.state.UndoState;
import studio.anycost.app.fx.support.ScriptedOptimizer;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticGenerator;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.photo.QuarterTurn;
import studio.anycost.app.plugin.ToolKind;

/** What is to be seen between the drop of a photo and its portrait. */
@ExtendWith(ApplicationExtension.class)
class PhotoArrivalTest {
  @TempDir Path folder;
  private final SyntheticBackend backend = new SyntheticBackend(List.of());
  private final ScriptedOptimizer projector = new ScriptedOptimizer(ToolKind.PROJECTOR);
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    studio = new StudioFixture(backend, projector, folder.resolve("preferences.json"), stage);
  }

  @BeforeEach
  void openPhoto() throws IOException {
    studio.awaitPanels();
    studio.awaitFullPicture();
    ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", photo().toFile());
    open();
  }

  private Path photo() {
    return folder.resolve("Aunt Mary.png");
  }

  private void open() {
    studio.fx(
        () -> {
          studio.shell().open(photo());
          return null;
        });
    studio.await(
        "the photo is on the screen, behind what is being done", () -> isPhoto() && opacity() < 1);
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private boolean isPhoto() {
    PortraitPane pane = (PortraitPane) studio.stage().getScene().lookup("#portrait");
    ImageView view = (ImageView) studio.stage().getScene().lookup("#portrait-after");
    return pane.viewportProperty().get().across() == 30 && view.getImage() != null;
  }

  private double opacity() {
    return studio.stage().getScene().lookup("#portrait-after").getOpacity();
  }

  private void awaitFace() {
    Callable<Boolean> face = () -> !isPhoto() && opacity() == 1;
    studio.await("the portrait is there", face);
  }

  private String name() {
    return studio.fx(() -> studio.node("portrait-name", Label.class).getText());
  }

  @Test
  void thePhotoWaitsForItsPortraitAndGivesItsName() {
    studio.awaitShown("portrait-busy");
    assertThat(studio.node("portrait-busy-text", Label.class).getText())
        .isEqualTo("Making the portrait");
    assertThat(name()).isEqualTo("Portrait 7"); // it is still that face

    projector.finish(new SyntheticGenerator().styleOfSeed(5));

    awaitFace();
    assertThat(name()).isEqualTo("Aunt Mary");
    assertThat(studio.isShown("portrait-message")).isFalse();
  }

  /** A projector that needs something first says what, instead of letting the photo wait. */
  @Test
  void whatTheProjectorLacksIsToldAndNoPortraitIsWaitedFor() {
    projector.finish(new SyntheticGenerator().styleOfSeed(5));
    awaitFace();
    studio.answers().answer(Questions.Answer.DISCARD);
    projector.lack("Mark both eyes first.");

    studio.fx(
        () -> {
          studio.shell().open(photo());
          return null;
        });

    studio.await(
        "it is told",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(
                    notice ->
                        notice.title().equals("Scripted cannot begin")
                            && notice.text().equals("Mark both eyes first.")));
    assertThat(studio.get(PhotoArrival.class).obstacleProperty().get())
        .contains("Mark both eyes first.");
    assertThat(studio.isShown("portrait-busy")).isFalse();
  }

  @Test
  void theSamePhotoTwiceGivesTheSameFaceAndIsShown() {
    projector.finish(new SyntheticGenerator().styleOfSeed(5));
    awaitFace();
    BaseStyle face = studio.documents().get().base();
    studio.answers().answer(Questions.Answer.DISCARD);

    open();
    studio.awaitShown("portrait-busy");
    projector.finish(new SyntheticGenerator().styleOfSeed(5));

    awaitFace();
    assertThat(studio.documents().get().base()).isEqualTo(face);
    assertThat(studio.isShown("portrait-message")).isFalse();
  }

  @Test
  void whatWasCancelledForTheSamePhotoIsNoObstacleToIt() {
    studio.awaitShown("portrait-busy");
    BackgroundTask first = onlyRun();
    studio.answers().answer(Questions.Answer.DISCARD);

    open();

    studio.await(
        "another run makes the portrait",
        () ->
            studio.get(BackgroundTasks.class).running().size() == 1
                && !studio.get(BackgroundTasks.class).running().contains(first));
    studio.awaitShown("portrait-busy");
    assertThat(studio.isShown("portrait-message")).isFalse();
    projector.finish(new SyntheticGenerator().styleOfSeed(5));
    awaitFace();
  }

  @Test
  void whoRunsACancelledToolAgainIsToldNothingOfTheFirst() {
    studio.fire("tool-scripted-cancel");
    studio.awaitShown("portrait-message");

    studio.fire("tool-scripted-run");

    studio.awaitShown("portrait-busy");
    assertThat(studio.isShown("portrait-message")).isFalse();
    projector.finish(new SyntheticGenerator().styleOfSeed(5));
    awaitFace();
  }

  private BackgroundTask onlyRun() {
    return studio.fx(() -> studio.get(BackgroundTasks.class).running().get(0));
  }

  @Test
  void aPhotoWithoutAPortraitSaysSoUntilSomethingElseIsWanted() {
    studio.fire("tool-scripted-cancel");
    studio.await("nothing runs", () -> studio.get(BackgroundTasks.class).running().isEmpty());
    studio.awaitShown("portrait-message");
    assertThat(studio.node("portrait-message-text", Label.class).getText())
        .contains("Scripted was cancelled");
    assertThat(studio.fx(this::isPhoto)).isTrue();

    studio.fx(
        () -> {
          studio.get(FaceCommands.class).newFace();
          return null;
        });

    awaitFace();
    studio.await("nothing is said any more", () -> !studio.isShown("portrait-message"));
  }

  private Optional<Notice> told(String title) {
    return studio.fx(
        () ->
            studio.get(Notices.class).shown().stream()
                .filter(notice -> notice.title().equals(title))
                .findFirst());
  }

  @Test
  void aFaceThatIsDrawnMeanwhileSaysWhatBecameOfThePhotoAndBothAreKept() {
    int entries = studio.historySize();
    studio.fx(
        () -> {
          studio.get(FaceCommands.class).fromSeed(11);
          return null;
        });

    awaitFace();
    Notice told = told("No portrait of Aunt Mary.png was made").orElseThrow();
    assertThat(told.kind()).as("it stays until it is answered").isEqualTo(Notice.Kind.QUESTION);
    studio.fx(
        () -> {
          told.actions().get(0).run().run();
          return null;
        });
    studio.await("the photo is seen again", () -> isPhoto() && opacity() < 1);
    studio.awaitShown("portrait-busy");
    projector.finish(new SyntheticGenerator().styleOfSeed(5));

    awaitFace();
    assertThat(name()).isEqualTo("Aunt Mary");
    assertThat(told("No portrait of Aunt Mary.png was made")).isEmpty();
    studio.await(
        "both are in the history",
        () -> studio.historyLabel(entries).equals("Face 11") && studio.historySize() > entries + 1);
  }

  @Test
  void anotherDocumentSaysWhatBecameOfThePhotoAndWithdrawsTheOffer() throws IOException {
    studio.fx(
        () -> {
          studio.get(FaceCommands.class).fromSeed(11);
          return null;
        });
    awaitFace();
    assertThat(told("No portrait of Aunt Mary.png was made")).isPresent();
    studio.answers().answer(Questions.Answer.DISCARD);
    open();
    Path other = folder.resolve("Uncle.png");
    ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", other.toFile());
    studio.fx(
        () -> {
          studio.shell().open(other);
          return null;
        });

    studio.await(
        "it is told, and nothing is offered that would mix two people",
        () ->
            told("No portrait of Aunt Mary.png was made")
                .filter(notice -> notice.actions().isEmpty())
                .isPresent());
  }

  @Test
  void whatIsTakenBackOrTurnedIsNoLoss() {
    BackgroundTask first = onlyRun();
    studio.fx(
        () -> {
          studio.get(PhotoCommands.class).turn(QuarterTurn.RIGHT);
          return null;
        });
    studio.await(
        "the turned one is worked on",
        () ->
            studio.get(BackgroundTasks.class).running().size() == 1
                && !studio.get(BackgroundTasks.class).running().contains(first));
    studio.fx(
        () -> {
          studio.get(UndoState.class).undo();
          return null;
        });
    studio.awaitShown("portrait-message");
    assertThat(told("No portrait of Aunt Mary.png was made")).isEmpty();
  }
}
