package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Polyline;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.command.FaceCommands;
import studio.anycost.app.fx.command.PhotoCommands;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.PhotoArrival;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.MouseEvents;
import studio.anycost.app.fx.support.ScriptedOptimizer;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticGenerator;
import studio.anycost.app.fx.task.BackgroundTasks;

/** The losses of an optimizer and its steps on a slider, in the real window. */
@ExtendWith(ApplicationExtension.class)
class IterateBoxTest {
  private static final String TOOL = "tool-" + ScriptedOptimizer.ID;
  private static final double[] LOSSES = {8, 4, 1, 0.5, 0.75};

  @TempDir Path folder;
  private final SyntheticGenerator generator = new SyntheticGenerator();
  private final SyntheticBackend backend = new SyntheticBackend(List.of());
  private final ScriptedOptimizer optimizer = new ScriptedOptimizer();
  private StudioFixture studio;

  @Start
  void start(Stage stage) {
    studio = new StudioFixture(backend, optimizer, folder.resolve("preferences.json"), stage);
  }

  @BeforeEach
  void openPhoto() throws IOException {
    studio.awaitPanels();
    photo("me.png");
    studio.awaitShown(TOOL);
    studio.await(
        "the optimizer can run", () -> !studio.node(TOOL + "-run", Button.class).isDisabled());
  }

  private void photo(String name) throws IOException {
    Path file = folder.resolve(name);
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    image.setRGB(1, 1, name.hashCode());
    ImageIO.write(image, "png", file.toFile());
    studio.fx(
        () -> {
          studio.get(ViewState.class).sideProperty().set(ViewState.Side.TOOLS);
          studio.shell().open(file);
          return null;
        });
    studio.await(
        "the photo is open",
        () ->
            studio
                .documents()
                .get()
                .source()
                .filter(s -> s.file().name().equals(name))
                .isPresent());
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private StyleCode code(int step) {
    return generator.styleOfSeed(100 + step);
  }

  private Iterate iterate(int step) {
    return new Iterate(step, code(step), LOSSES[step]);
  }

  private PortraitDocument document() {
    return studio.fx(() -> studio.documents().get());
  }

  private int[] picture(StyleCode code) {
    return studio.fx(
        () ->
            generator
                .render(
                    code,
                    generator.description().channels().full(),
                    studio.documents().get().noise(),
                    CancellationToken.NONE)
                .toRgb()
                .toArray());
  }

  private Slider slider() {
    return studio.node(TOOL + "-iterates", Slider.class);
  }

  private double sliderValue() {
    return studio.fx(() -> slider().getValue());
  }

  private String label() {
    return studio.fx(() -> studio.node(TOOL + "-iterate", Label.class).getText());
  }

  private Optional<Integer> looked() {
    return studio.fx(
        () -> studio.get(ToolsState.class).lookProperty().get().map(look -> look.iterate().step()));
  }

  /** Puts the slider where a hand would let go of it. */
  private void slideTo(double step) {
    studio.fx(
        () -> {
          slider().setValue(step);
          return null;
        });
  }

  private void runUntil(int step) {
    studio.fire(TOOL + "-run");
    for (int i = 0; i <= step; i++) {
      Iterate next = iterate(i);
      optimizer.publish(next);
      studio.await(
          "step " + i + " has arrived",
          () ->
              studio
                  .get(ToolsState.class)
                  .track(ScriptedOptimizer.ID, studio.documents().get())
                  .filter(track -> track.newest().equals(next))
                  .isPresent());
    }
  }

  private void awaitIdle() {
    studio.await("nothing runs", () -> studio.get(BackgroundTasks.class).running().isEmpty());
  }

  @Test
  void aPhotoAfterAPhotoBeginsAtTheMeanFaceToo() throws IOException {
    studio.answers().answer(Questions.Answer.DISCARD);

    photo("you.png");

    assertThat(studio.documents().get().base()).isEqualTo(new BaseStyle.Seed(0, 0));
    studio.await(
        "the face is shown, and not the photo",
        () -> !studio.get(PhotoArrival.class).activeProperty().get());
  }

  @Test
  void followsTheRunWithPictureLossesAndSlider() {
    assertThat(studio.isShown(TOOL + "-way")).isFalse();
    PortraitDocument before = document();

    runUntil(3);

    studio.awaitShown(TOOL + "-way");
    assertThat(sliderValue()).isEqualTo(3);
    assertThat(label()).isEqualTo("Step 3 of 3, loss 0.5000, the best");
    studio.awaitPicture(picture(code(3)));
    assertThat(document()).isEqualTo(before);
    Polyline line =
        studio.fx(
            () -> (Polyline) studio.stage().getScene().lookup("#" + TOOL + "-losses .loss-line"));
    studio.await("the losses are drawn", () -> line.getPoints().size() == 8);
    // 8, 4, 1, 0.5 lie far apart: equal factors are equal heights.
    List<Double> points = studio.fx(() -> List.copyOf(line.getPoints()));
    double halving = points.get(3) - points.get(1);
    assertThat(halving).isPositive();
    assertThat(points.get(5) - points.get(3))
        .isCloseTo(2 * halving, org.assertj.core.api.Assertions.within(0.5));
  }

  @Test
  void anEarlierStepIsLookedAtWhileTheRunGoesOn() {
    runUntil(2);
    slideTo(1.2);

    assertThat(looked()).contains(1);
    studio.awaitPicture(picture(code(1)));
    optimizer.publish(iterate(3));
    studio.await("it goes on", () -> label().equals("Step 1 of 3, loss 4.000"));
    studio.awaitPicture(picture(code(1)));

    studio.fire(TOOL + "-look-back");
    assertThat(looked()).isEmpty();
    studio.awaitPicture(picture(code(3)));
    slideTo(0);
    assertThat(looked()).contains(0);
    slideTo(3); // the end: it follows again
    assertThat(looked()).isEmpty();
    optimizer.publish(iterate(4));
    studio.awaitPicture(picture(code(4)));
  }

  @Test
  void afterTheRunAnyStepCanBeTakenAndTakenBack() {
    runUntil(4);
    optimizer.finish(code(3));
    awaitIdle();
    int history = studio.historySize();
    PortraitDocument result = document();
    assertThat(((BaseStyle.Given) result.base()).code()).isEqualTo(code(3));
    assertThat(sliderValue()).isEqualTo(3);
    assertThat(studio.node(TOOL + "-take", Button.class).isDisabled()).isTrue();

    slideTo(1);
    studio.awaitPicture(picture(code(1)));
    assertThat(document()).isEqualTo(result);
    studio.fire(TOOL + "-take");

    assertThat(((BaseStyle.Given) document().base()).code()).isEqualTo(code(1));
    assertThat(document().runs()).isEqualTo(result.runs());
    assertThat(studio.historySize()).isEqualTo(history + 1);
    assertThat(studio.historyLabel(history)).isEqualTo("Scripted, step 1");
    studio.awaitPicture(picture(code(1)));
    studio.fx(
        () -> {
          studio.documents().undo();
          return null;
        });
    assertThat(document()).isEqualTo(result);
    studio.awaitPicture(picture(code(3)));
    assertThat(sliderValue()).isEqualTo(3);
  }

  @Test
  void lookingAwayChangesNothing() {
    runUntil(3);
    optimizer.finish(code(3));
    awaitIdle();
    PortraitDocument result = document();
    slideTo(0);
    studio.awaitPicture(picture(code(0)));

    studio.fire(TOOL + "-look-back");

    studio.awaitPicture(picture(code(3)));
    assertThat(sliderValue()).isEqualTo(3);
    assertThat(document()).isEqualTo(result);
    assertThat(studio.get(PreviewState.class).failureProperty().get()).isEmpty();
  }

  @Test
  void takingAStepEndsTheRun() {
    runUntil(3);
    slideTo(2);
    studio.fire(TOOL + "-take");
    awaitIdle();

    assertThat(((BaseStyle.Given) document().base()).code()).isEqualTo(code(2));
    assertThat(document().runs()).extracting("toolId").containsExactly(ScriptedOptimizer.ID);
    studio.awaitPicture(picture(code(2)));
    studio.awaitShown(TOOL + "-way");
    assertThat(notices()).noneMatch(text -> text.contains("was ended"));
  }

  @Test
  void whatWasCancelledCanStillBeTaken() {
    PortraitDocument before = document();
    runUntil(2);
    studio.fire(TOOL + "-cancel");
    awaitIdle();

    assertThat(document()).isEqualTo(before);
    studio.awaitShown(TOOL + "-way");
    slideTo(1);
    studio.fire(TOOL + "-take");
    assertThat(((BaseStyle.Given) document().base()).code()).isEqualTo(code(1));
  }

  @Test
  void theWayGoesWithItsPhotoAndComesBackWithIt() throws IOException {
    runUntil(2);
    optimizer.finish(code(2));
    awaitIdle();
    studio.awaitShown(TOOL + "-way");

    studio.fx(
        () -> {
          studio.get(PhotoCommands.class).remove();
          return null;
        });
    studio.await("the way is gone", () -> !studio.isShown(TOOL + "-way"));

    studio.fx(
        () -> {
          studio.documents().undo();
          return null;
        });
    studio.awaitShown(TOOL + "-way");

    studio.answers().answer(Questions.Answer.DISCARD);
    photo("you.png");
    studio.await("the way is gone for good", () -> !studio.isShown(TOOL + "-way"));
  }

  @Test
  void theSliderMovesByHandAndByKeys() {
    runUntil(4);
    optimizer.finish(code(3));
    awaitIdle();
    studio.fx(
        () -> {
          slider().requestFocus();
          return null;
        });
    studio.robot().type(KeyCode.LEFT);
    studio.await("one step back", () -> looked().equals(Optional.of(2)));

    Point2D left = studio.pointIn(slider(), 0.02, 0.5);
    studio.robot().moveTo(studio.pointIn(slider(), 0.5, 0.5)).press(MouseButton.PRIMARY);
    studio.robot().moveTo(left).release(MouseButton.PRIMARY);
    studio.await("the start is looked at", () -> looked().equals(Optional.of(0)));
    studio.awaitPicture(picture(code(0)));
  }

  /** One truth: without the run the portrait is what the history says. */
  @Test
  void undoDuringTheRunDropsItAndNothingElse() {
    PortraitDocument before = document();
    int history = studio.historySize();
    runUntil(2);
    studio.awaitPicture(picture(code(2)));
    assertThat(studio.node(TOOL + "-rule", Label.class).getText()).contains("undo drops the run");

    studio.fire("undo");

    awaitIdle();
    assertThat(document()).isEqualTo(before);
    assertThat(studio.historySize()).isEqualTo(history);
    studio.awaitPicture(picture(backend.evaluate(before)));
    assertThat(notices()).anyMatch(text -> text.contains("as it was before"));
    studio.awaitShown(TOOL + "-way"); // its steps can still be taken
    studio.fire("undo");
    assertThat(document()).isNotEqualTo(before);
  }

  @Test
  void whatIsDoneDuringTheRunIsTakenBackFirstAndTheResultIsTheNextEntry() {
    PortraitDocument before = document();
    int history = studio.historySize();
    runUntil(2);
    studio.fx(
        () -> {
          studio.documents().change("No noise", document -> document.withNoise(Noise.NONE));
          return null;
        });
    studio.fire("undo");
    assertThat(document()).isEqualTo(before);
    studio.fire("redo");
    optimizer.publish(iterate(3));
    studio.awaitPicture(picture(code(3)));

    optimizer.finish(code(3));

    awaitIdle();
    assertThat(document().noise()).isEqualTo(Noise.NONE);
    assertThat(((BaseStyle.Given) document().base()).code()).isEqualTo(code(3));
    assertThat(studio.historySize()).isEqualTo(history + 2);
    assertThat(studio.historyLabel(history + 1)).isEqualTo("Scripted");
  }

  @Test
  void goingBackBehindTheRunEndsIt() {
    runUntil(1);
    studio.fx(
        () -> {
          studio.documents().jumpTo(0);
          return null;
        });
    awaitIdle();
    PortraitDocument first = document();
    assertThat(first.source()).isEmpty();
    studio.awaitPicture(picture(backend.evaluate(first)));
    assertThat(notices()).anyMatch(text -> text.contains("not on the screen any more"));
    assertThat(notices()).noneMatch(text -> text.contains("too late"));
  }

  /** What is found for one face takes over no other, and does not hide it meanwhile. */
  @Test
  void anotherFaceEndsTheRunAndIsSeenAtOnce() {
    runUntil(2);
    studio.awaitPicture(picture(code(2)));

    studio.fx(
        () -> {
          studio.get(FaceCommands.class).fromSeed(4711);
          return null;
        });

    PortraitDocument other = document();
    studio.awaitPicture(picture(backend.evaluate(other)));
    optimizer.finish(code(2));
    awaitIdle();
    assertThat(document()).isEqualTo(other);
    assertThat(((BaseStyle.Seed) other.base()).seed()).isEqualTo(4711);
    studio.awaitPicture(picture(backend.evaluate(other)));
    assertThat(notices()).anyMatch(text -> text.contains("not on the screen any more"));
  }

  @Test
  void theOutcomeIsSaidWhereTheProgressWas() {
    runUntil(4);
    assertThat(studio.isShown(TOOL + "-done")).isFalse();
    optimizer.finish(code(3));
    awaitIdle();
    studio.awaitShown(TOOL + "-done");
    assertThat(done()).startsWith("Done: step 3 of 4 was the best and is the portrait now.");

    slideTo(1);
    studio.fire(TOOL + "-take");

    assertThat(done()).startsWith("Step 1 is the portrait; step 3 of 4 was the best.");
  }

  private String done() {
    return studio.fx(() -> studio.node(TOOL + "-done", Label.class).getText());
  }

  private List<String> notices() {
    return studio.fx(
        () ->
            studio.get(Notices.class).shown().stream()
                .map(notice -> notice.title() + ": " + notice.text())
                .toList());
  }

  /** What one looks at during a run is seen without scrolling, and stays where it is. */
  @Test
  void nothingMovesWhenAStepIsTaken() {
    runUntil(3);
    List<String> parts =
        List.of(TOOL + "-progress", TOOL + "-losses", TOOL + "-iterates", TOOL + "-take");
    double bottom = studio.fx(() -> studio.stage().getScene().getHeight()) - 30;
    for (String part : parts) {
      studio.awaitShown(part);
      assertThat(placeOf(part) + 20).as(part).isLessThan(bottom);
    }
    slideTo(1);
    studio.fx(
        () -> {
          studio.node(TOOL + "-take", Button.class).requestFocus();
          return null;
        });
    List<Double> before = parts.stream().map(this::placeOf).toList();

    studio.fire(TOOL + "-take");
    awaitIdle();

    studio.await("the run is over", () -> studio.isShown(TOOL + "-run"));
    assertThat(parts.stream().map(this::placeOf).toList()).isEqualTo(before);
    assertThat(studio.fx(() -> studio.stage().getScene().getFocusOwner())).isEqualTo(slider());
  }

  private double placeOf(String id) {
    Node node = studio.node(id, Node.class);
    return studio.laidOut(() -> node.localToScene(node.getLayoutBounds()).getMinY());
  }

  /** Measured once, when a run is over, and not for every step or edit. */
  @Test
  void aLineTellsHowLikeThePortraitIsToThePhoto() {
    runUntil(1);
    assertThat(optimizer.compared()).isEmpty();
    optimizer.finish(code(1));
    awaitIdle();
    studio.await(
        "it is compared",
        () ->
            ((Label) studio.stage().getScene().lookup("#photo-likeness"))
                .getText()
                .equals("Close to the photo, most likely the same person"));
    studio.fx(
        () -> {
          studio.documents().change("No noise", document -> document.withNoise(Noise.NONE));
          return null;
        });
    assertThat(studio.isShown("photo-likeness")).isTrue();
    assertThat(studio.fx(() -> studio.node("photo-likeness", Label.class).getTooltip().getText()))
        .contains("0.31 apart", "12 % off");
    assertThat(optimizer.compared()).hasSize(1);
    studio.fx(
        () -> {
          studio.documents().undo();
          studio.documents().undo();
          return null;
        });
    assertThat(studio.isShown("photo-likeness")).isFalse();
  }

  /** What moves are heard of on a busy machine does not matter, nor does what the run finds. */
  @Test
  void aDragDuringTheRunEndsAtThePointer() {
    runUntil(3);
    Node thumb = studio.fx(() -> slider().lookup(".thumb"));
    Point2D start = studio.laidOut(() -> MouseEvents.middle(thumb));
    double step = studio.fx(() -> (slider().getWidth() - thumb.getBoundsInLocal().getWidth()) / 3);
    mouse(thumb, MouseEvent.MOUSE_PRESSED, start);
    optimizer.publish(iterate(4));
    studio.awaitPicture(picture(code(4)));
    assertThat(sliderValue()).isEqualTo(3);

    mouse(thumb, MouseEvent.MOUSE_RELEASED, start.subtract(2 * step, 0));

    assertThat(looked()).contains(1);
    assertThat(label()).isEqualTo("Step 1 of 4, loss 4.000");
    assertThat(sliderValue()).isEqualTo(1);
    studio.awaitPicture(picture(code(1)));
  }

  private void mouse(Node node, EventType<MouseEvent> type, Point2D at) {
    studio.fx(
        () -> {
          MouseEvents.fire(node, type, at, 1);
          return null;
        });
  }
}
