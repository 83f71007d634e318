package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.EngineBackend;
import studio.anycost.app.fx.state.EngineTools;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.support.SettledLayout;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.photo.FacePhotos;
import studio.anycost.app.photo.QuarterTurn;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/**
 * Faces of photos in the real window, with the plugins that ship: found, chosen, placed by hand.
 */
@ExtendWith(ApplicationExtension.class)
class AlignByHandTest {
  @TempDir static Path home;
  private static StudioEngine engine;

  @TempDir Path folder;
  private StudioFixture studio;
  private FxRobot robot;

  /** No test changes the engine: each has a window of its own over it. */
  @BeforeAll
  static void openEngine() throws IOException {
    StudioFolders folders =
        new StudioFolders(
            home.resolve("config"),
            home.resolve("plugins"),
            home.resolve("logs"),
            home.resolve("cache"),
            Optional.of(Path.of(System.getProperty(StudioFolders.PLUGINS_PROPERTY))));
    EngineFactory factory = new EngineFactory(folders, RuntimeOptions.defaults());
    engine = factory.open(factory.openBundle(Optional.empty()));
  }

  @AfterAll
  static void closeEngine() {
    engine.close();
  }

  @Start
  void start(Stage stage) {
    studio =
        new StudioFixture(
            new EngineBackend(engine),
            new EngineTools(engine),
            folder.resolve("preferences.json"),
            stage);
    robot = studio.robot();
  }

  @BeforeEach
  void showTools() {
    studio.awaitPanels();
    studio.fx(
        () -> {
          studio.get(ViewState.class).sideProperty().set(ViewState.Side.TOOLS);
          return null;
        });
  }

  @AfterEach
  void close() {
    studio.close();
  }

  private void open(String name, byte[] bytes) throws IOException {
    Path file = FacePhotos.write(folder, name, bytes);
    studio.fx(
        () -> {
          studio.shell().open(file);
          return null;
        });
  }

  private void openAndProject(BufferedImage picture) throws IOException {
    open("photo.png", FacePhotos.png(picture));
    awaitRuns("encoder");
  }

  private PortraitDocument document() {
    return studio.fx(() -> studio.documents().get());
  }

  private PhotoSource source() {
    return document().source().orElseThrow();
  }

  /** Waits until the document's last run is of a tool, and nothing runs any more. */
  private void awaitRuns(String last) {
    studio.await(
        "the photo became a portrait",
        () -> {
          List<?> runs = studio.documents().get().runs();
          return !runs.isEmpty()
              && runs.get(runs.size() - 1).toString().contains(last)
              && studio.get(BackgroundTasks.class).running().isEmpty();
        });
  }

  private void align() {
    studio.fire("photo-align");
    studio.awaitShown("hand-alignment");
    studio.await(
        "the preview is there",
        () ->
            studio.stage().getScene().lookup("#hand-preview") instanceof ImageView view
                && view.getImage() != null);
    // Else a robot would press where a handle is before the first layout.
    studio.await(
        "the handles have their places",
        () -> {
          Region area = (Region) studio.stage().getScene().lookup("#hand-photo");
          Region handle = (Region) studio.stage().getScene().lookup("#hand-left-eye");
          return handle.getWidth() > 0 && area.getWidth() > 0 && !area.isNeedsLayout();
        });
  }

  private Point2D middle(String handle) {
    Node node = studio.node(handle, Node.class);
    Bounds bounds = studio.laidOut(() -> node.localToScreen(node.getLayoutBounds()));
    return new Point2D(bounds.getCenterX(), bounds.getCenterY());
  }

  private static void assertNear(Alignment actual, Alignment expected, double distance) {
    assertThat(actual.centreX()).isCloseTo(expected.centreX(), within(distance));
    assertThat(actual.centreY()).isCloseTo(expected.centreY(), within(distance));
    assertThat(actual.axisX()).isCloseTo(expected.axisX(), within(distance));
    assertThat(actual.axisY()).isCloseTo(expected.axisY(), within(distance));
  }

  @Test
  void handlesBeginAtTheFoundFaceAndAreDraggedUnderAMagnifier() throws IOException {
    openAndProject(FacePhotos.astronaut());
    PhotoSource before = source();
    FacePoints found = before.face().orElseThrow().points().orElseThrow();
    int history = studio.historySize();
    align();
    assertThat(studio.node("hand-reset", Button.class).isDisabled()).isTrue();
    Point2D eye = middle("hand-left-eye");
    double scale =
        (middle("hand-right-eye").getX() - eye.getX())
            / (found.rightEye().x() - found.leftEye().x());

    robot.moveTo(eye.add(3, 2)).press(MouseButton.PRIMARY).moveBy(-20, 10);
    studio.awaitShown("hand-loupe");
    assertThat(source()).isEqualTo(before);
    robot.release(MouseButton.PRIMARY);

    // By as much as the pointer, though it was not grabbed in its middle.
    assertThat(middle("hand-left-eye").getX()).isCloseTo(eye.getX() - 20, within(0.6));
    assertThat(middle("hand-left-eye").getY()).isCloseTo(eye.getY() + 10, within(0.6));
    studio.fire("hand-apply");
    studio.await("a new portrait is there", () -> studio.documents().get().runs().size() == 3);

    FacePoints placed = source().face().orElseThrow().points().orElseThrow();
    assertThat(placed.leftEye().x()).isCloseTo(found.leftEye().x() - 20 / scale, within(0.5));
    assertThat(placed.leftEye().y()).isCloseTo(found.leftEye().y() + 10 / scale, within(0.5));
    assertThat(placed.rightEye()).isEqualTo(found.rightEye());
    assertThat(source().alignment()).isEqualTo(placed.alignment());
    assertThat(source().faces()).hasSize(1);
    assertThat(document().base()).isNotNull();
    assertThat(studio.isShown("hand-alignment")).isFalse();
    // The square and its portrait are one entry: nothing between the two was ever meant.
    assertThat(studio.historySize()).isEqualTo(history + 1);
    assertThat(studio.historyLabel(history)).isEqualTo("Align by hand");
    studio.fx(
        () -> {
          studio.documents().undo();
          return null;
        });
    assertThat(source()).isEqualTo(before);
  }

  @Test
  void arrowKeysMoveAHandleByAPixelOfThePhoto() throws IOException {
    openAndProject(FacePhotos.astronaut());
    FacePoints found = source().face().orElseThrow().points().orElseThrow();
    align();

    robot.clickOn("#hand-right-mouth").type(KeyCode.RIGHT).type(KeyCode.RIGHT).type(KeyCode.UP);
    robot.press(KeyCode.SHIFT).type(KeyCode.DOWN).release(KeyCode.SHIFT);
    studio.awaitShown("hand-loupe");
    robot.type(KeyCode.ENTER);
    studio.await("a new portrait is there", () -> studio.documents().get().runs().size() == 3);

    FacePoints placed = source().face().orElseThrow().points().orElseThrow();
    assertThat(placed.rightMouth().x()).isCloseTo(found.rightMouth().x() + 2, within(1e-6));
    assertThat(placed.rightMouth().y()).isCloseTo(found.rightMouth().y() + 9, within(1e-6));
  }

  @Test
  void resetAndCancelLeaveTheFaceAsItWas() throws IOException {
    openAndProject(FacePhotos.astronaut());
    PortraitDocument before = document();
    align();
    // Nothing else changes the photo meanwhile.
    assertThat(studio.node("photo-turn-right", Node.class).isDisabled()).isTrue();
    Point2D eye = middle("hand-left-eye");
    robot.clickOn("#hand-left-eye").type(KeyCode.RIGHT);
    assertThat(studio.node("hand-reset", Button.class).isDisabled()).isFalse();
    studio.fire("hand-reset");
    assertThat(middle("hand-left-eye").distance(eye)).isLessThan(0.01);
    assertThat(studio.node("hand-reset", Button.class).isDisabled()).isTrue();
    robot.clickOn("#hand-left-eye").type(KeyCode.RIGHT).type(KeyCode.ESCAPE);
    studio.await("the photo is gone", () -> !studio.isShown("hand-alignment"));
    assertThat(studio.node("photo-turn-right", Node.class).isDisabled()).isFalse();
    assertThat(document()).isEqualTo(before);
  }

  /** Eyes that changed places make no face; a sentence says so. */
  @Test
  void pointsThatMakeNoFaceAreRefusedWithASentence() throws IOException {
    openAndProject(FacePhotos.astronaut());
    align();
    robot.moveTo(middle("hand-left-eye")).press(MouseButton.PRIMARY);
    robot.moveTo(middle("hand-right-eye").add(60, 0)).release(MouseButton.PRIMARY);
    studio.awaitShown("hand-problem");
    assertThat(studio.node("hand-problem", Label.class).getText())
        .contains("left eye belongs left");
    assertThat(studio.node("hand-apply", Button.class).isDisabled()).isTrue();
  }

  @Test
  void aPhotoThatLiesIsTurnedAndSearchedAgain() throws IOException {
    openAndProject(FacePhotos.nobody(300));
    studio.await(
        "the notice offers to turn it",
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(notice -> notice.text().contains("Turn the photo")));
    assertThat(source().faces()).isEmpty();
    openAndProjectTurned();
    Alignment found = source().alignment();
    align();

    studio.fire("hand-rotate-left");
    studio.await(
        "the face is found in the turned photo",
        () -> studio.node("hand-count", Label.class).getText().equals("1 face"));
    assertThat(source().turn()).isEqualTo(QuarterTurn.NONE);
    // Upright now: the eyes side by side, the mouth below them.
    assertThat(middle("hand-right-eye").getX()).isGreaterThan(middle("hand-left-eye").getX() + 30);
    assertThat(middle("hand-left-mouth").getY()).isGreaterThan(middle("hand-left-eye").getY() + 20);
    studio.fire("hand-apply");
    studio.await(
        "the turn is in the document",
        () -> studio.documents().get().source().orElseThrow().turn() == QuarterTurn.LEFT);
    awaitRuns("encoder");
    assertNear(source().alignment(), found, 6);

    // Beside the photo, without handles: once more to the left.
    studio.fire("photo-turn-left");
    studio.await(
        "it is turned and its face is found",
        () -> {
          PhotoSource now = studio.documents().get().source().orElseThrow();
          return now.turn() == QuarterTurn.HALF && now.faces().size() == 1;
        });
    assertNear(source().alignment(), found, 6);
  }

  private void openAndProjectTurned() throws IOException {
    // Of the photo before, which nobody saved.
    studio.answers().answer(Questions.Answer.DISCARD);
    open("lying.png", FacePhotos.png(FacePhotos.turned(1)));
    studio.await(
        "the face is found",
        () ->
            studio
                .documents()
                .get()
                .source()
                .filter(source -> source.file().name().equals("lying.png"))
                .filter(source -> source.faces().size() == 1)
                .isPresent());
    awaitRuns("encoder");
  }

  @Test
  void theFacesOfAGroupArePicturesToChooseFrom() throws IOException {
    openAndProject(FacePhotos.group());
    studio.awaitShown("photo-face-3");
    List<Face> faces = source().faces();
    assertThat(faces).hasSize(4);
    assertThat(source().alignment()).isEqualTo(faces.get(0).alignment());
    int runs = document().runs().size();
    PortraitDocument first = document();
    int history = studio.historySize();

    // Who takes one and then another has taken the other, once.
    studio.fx(
        () -> {
          for (String face : List.of("#photo-face-1", "#photo-face-2")) {
            ((Button) studio.stage().getScene().lookup(face)).fire();
          }
          return null;
        });
    studio.await("its portrait is there", () -> studio.documents().get().runs().size() == runs + 1);
    assertThat(studio.historySize()).isEqualTo(history + 1);
    PortraitDocument chosen = document();
    studio.fire("undo");
    assertThat(document()).isEqualTo(first);
    studio.fire("redo");
    assertThat(document()).isEqualTo(chosen);
    assertThat(source().alignment()).isEqualTo(faces.get(2).alignment());
    assertThat(source().faces()).isEqualTo(faces);

    // It is seen close: no handle lies on another. The whole photo is a press away, and back.
    align();
    double close = handleX("hand-right-eye") - handleX("hand-left-eye");
    assertThat(close).isGreaterThan(3 * 30);
    Button whole = studio.node("hand-whole", Button.class);
    assertThat(whole.getText()).isEqualTo("Whole photo");
    studio.fire("hand-whole");
    assertThat(handleX("hand-right-eye") - handleX("hand-left-eye")).isLessThan(close / 2);
    assertThat(whole.getText()).isEqualTo("The face");
    studio.fire("hand-whole");
    assertThat(handleX("hand-right-eye") - handleX("hand-left-eye")).isCloseTo(close, within(0.5));
    robot.type(KeyCode.DIGIT0);
    assertThat(whole.getText()).isEqualTo("The face");

    // In a narrow window the portrait goes below the photo, and nothing out of the window.
    Region view = studio.node("hand-alignment", Region.class);
    for (double width : new double[] {380, 700}) {
      studio.fx(
          () -> {
            view.resize(width, 520);
            SettledLayout.now(view);
            for (String id : List.of("hand-apply", "hand-rotate-right", "hand-preview")) {
              Node node = view.lookup("#" + id);
              Bounds bounds = view.sceneToLocal(node.localToScene(node.getLayoutBounds()));
              assertThat(bounds.getMaxX()).as(id + " at " + width).isLessThanOrEqualTo(width);
            }
            return null;
          });
    }
    studio.fx(
        () -> {
          view.getParent().requestLayout();
          return null;
        });

    // On the photo each of them is marked, and takes the handles when it is clicked.
    Node mark = studio.node("hand-face-1", Node.class);
    Bounds bounds = studio.laidOut(() -> mark.localToScreen(mark.getBoundsInLocal()));
    robot.clickOn(bounds.getCenterX(), bounds.getCenterY() + bounds.getHeight() / 3);
    studio.fire("hand-apply");
    studio.await(
        "the marked face is taken",
        () ->
            studio
                .documents()
                .get()
                .source()
                .orElseThrow()
                .alignment()
                .equals(faces.get(1).alignment()));
  }

  @Test
  void aBrokenPhotoIsRefusedInOneNotice() throws IOException {
    open("giant.png", FacePhotos.giant());
    awaitNotice("40000 x 40000 pixels");
    open("text.png", "Dear Sir or Madam".getBytes(StandardCharsets.UTF_8));
    awaitNotice("it is a text, not a photo");
    assertThat(document().source()).isEmpty();
  }

  private void awaitNotice(String words) {
    studio.await(
        "a notice says: " + words,
        () ->
            studio.get(Notices.class).shown().stream()
                .anyMatch(notice -> notice.text().contains(words)));
  }

  @Test
  void aPhotoOfOnePixelIsAPortraitOfNobody() throws IOException {
    openAndProject(FacePhotos.nobody(1));
    assertThat(source().faces()).isEmpty();
    robot.type(KeyCode.H);
    studio.awaitShown("hand-problem");
    assertThat(studio.node("hand-problem", Label.class).getText()).contains("so few pixels");
    assertThat(studio.node("hand-apply", Button.class).isDisabled()).isTrue();
  }

  private void type(KeyCode modifier, KeyCode key) {
    robot.press(modifier).type(key).release(modifier);
  }

  /** What is not in the document yet is taken back, and the document behind it is left alone. */
  @Test
  void undoAndRedoAreOfTheHandles() throws IOException {
    openAndProject(FacePhotos.astronaut());
    PortraitDocument before = document();
    align();
    Point2D eye = middle("hand-left-eye");
    type(KeyCode.CONTROL, KeyCode.Z);
    assertThat(document()).isEqualTo(before);

    robot.moveTo(eye).press(MouseButton.PRIMARY).moveBy(-20, 10).release(MouseButton.PRIMARY);
    Point2D moved = middle("hand-left-eye");
    assertThat(moved.distance(eye)).isGreaterThan(10);
    type(KeyCode.CONTROL, KeyCode.Z);
    assertThat(middle("hand-left-eye").distance(eye)).isLessThan(0.01);
    type(KeyCode.CONTROL, KeyCode.Y);
    assertThat(middle("hand-left-eye").distance(moved)).isLessThan(0.01);
    assertThat(document()).isEqualTo(before);

    robot.type(KeyCode.ESCAPE);
    studio.await("the photo is gone", () -> !studio.isShown("hand-alignment"));
    type(KeyCode.CONTROL, KeyCode.Z);
    assertThat(document()).isNotEqualTo(before); // the document's again
  }

  @Test
  void theMagnifierCoversNoHandle() throws IOException {
    openAndProject(FacePhotos.astronaut());
    align();
    List<String> handles =
        List.of("hand-left-eye", "hand-right-eye", "hand-left-mouth", "hand-right-mouth");
    for (String handle : handles) {
      studio.fx(
          () -> {
            studio.stage().getScene().lookup("#" + handle).requestFocus();
            return null;
          });
      studio.awaitShown("hand-loupe");
      Node loupe = studio.node("hand-loupe", Node.class);
      Bounds lens = studio.laidOut(() -> loupe.localToScreen(loupe.getLayoutBounds()));
      assertThat(handles).noneMatch(each -> lens.contains(middle(each)));
    }
  }

  @Test
  void thePhotoIsZoomedAroundThePointerAndMovedAndFitted() throws IOException {
    openAndProject(FacePhotos.astronaut());
    FacePoints found = source().face().orElseThrow().points().orElseThrow();
    align();
    studio.fire("hand-whole");
    Point2D eye = middle("hand-left-eye");
    Point2D other = middle("hand-right-eye");
    double fitted = other.getX() - eye.getX();

    robot.moveTo(eye);
    turnWheel(eye, 400);
    assertThat(handleX("hand-right-eye") - handleX("hand-left-eye")).isGreaterThan(1.5 * fitted);
    assertThat(middle("hand-left-eye").distance(eye)).isLessThan(1.5);
    double scale =
        (middle("hand-right-eye").getX() - middle("hand-left-eye").getX())
            / (found.rightEye().x() - found.leftEye().x());
    robot.press(MouseButton.PRIMARY).moveBy(-20, 0).release(MouseButton.PRIMARY);
    robot.moveTo(eye.add(60, 90)).press(MouseButton.PRIMARY).moveBy(0, -50);
    robot.release(MouseButton.PRIMARY);
    assertThat(middle("hand-left-eye").getY()).isCloseTo(eye.getY() - 50, within(1.5));

    robot.doubleClickOn(eye.add(60, 60), MouseButton.PRIMARY);
    studio.await(
        "all of it is seen",
        () -> {
          Node node = studio.stage().getScene().lookup("#hand-right-eye");
          Bounds bounds = node.localToScreen(node.getLayoutBounds());
          return Math.abs(bounds.getCenterX() - other.getX()) < 1;
        });
    studio.fire("hand-apply");
    studio.await("a new portrait is there", () -> studio.documents().get().runs().size() == 3);
    FacePoints placed = source().face().orElseThrow().points().orElseThrow();
    assertThat(placed.leftEye().x()).isCloseTo(found.leftEye().x() - 20 / scale, within(0.5));
    assertThat(placed.leftEye().y()).isCloseTo(found.leftEye().y(), within(0.5));
  }

  private double handleX(String handle) {
    return middle(handle).getX();
  }

  /** The robot's wheel does not reach the headless platform. */
  private void turnWheel(Point2D screen, double delta) {
    Node photo = studio.node("hand-photo", Node.class);
    studio.fx(
        () -> {
          Point2D at = photo.localToScene(photo.screenToLocal(screen));
          Event.fireEvent(
              photo,
              new ScrollEvent(
                  ScrollEvent.SCROLL,
                  at.getX(),
                  at.getY(),
                  screen.getX(),
                  screen.getY(),
                  false,
                  false,
                  false,
                  false,
                  false,
                  false,
                  0,
                  delta,
                  0,
                  delta,
                  ScrollEvent.HorizontalTextScrollUnits.NONE,
                  0,
                  ScrollEvent.VerticalTextScrollUnits.NONE,
                  0,
                  0,
                  null));
          return null;
        });
  }
}
