package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.parameter.Point;
import studio.anycost.api.parameter.PointParameter;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;

/** Points of an edit as handles on the picture, by mouse and keyboard in the real window. */
@ExtendWith(ApplicationExtension.class)
class PointHandlesTest {
  private static final String EDIT = "light";

  /** Moves the first style with the point. */
  private static final class Light implements Edit {
    @Override
    public ContributionInfo info() {
      return new ContributionInfo(EDIT, "Light", "", 0);
    }

    @Override
    public ParameterSchema parameters(GeneratorDescription generator) {
      return new ParameterSchema(
          List.of(
              new PointParameter(ParameterInfo.of("from", "Comes from", ""), new Point(0.5, 0.5))));
    }

    @Override
    public StyleCode apply(StyleCode input, ParameterValues values, Generator generator) {
      float[] direction = new float[input.dimension()];
      direction[0] = 1;
      return input.plus(direction, 4 * (values.point("from").x() - 0.5), input.count());
    }
  }

  @TempDir Path folder;
  private SyntheticBackend backend;
  private StudioFixture studio;
  private FxRobot robot;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new Light()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
    robot = studio.robot();
  }

  @BeforeEach
  void awaitHandle() {
    studio.awaitPanels();
    studio.awaitFullPicture();
    studio.awaitShown("picture-point-0");
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private Node handle() {
    return studio.node("picture-point-0", Node.class);
  }

  private Point value() {
    Edit edit = backend.edits().get(0).contribution();
    ParameterSchema schema = edit.parameters(backend.model());
    return studio.fx(
        () ->
            studio
                .documents()
                .get()
                .recipe()
                .step(EDIT)
                .map(step -> step.values().read(schema))
                .orElseGet(schema::defaults)
                .point("from"));
  }

  /** Where the middle of the handle is on the picture, 0..1. */
  private Point2D seen() {
    Node picture = studio.node("portrait-after", Node.class);
    Node handle = handle();
    return studio.laidOut(
        () -> {
          Bounds on = picture.localToScene(picture.getBoundsInLocal());
          Bounds at = handle.localToScene(handle.getLayoutBounds());
          return new Point2D(
              (at.getCenterX() - on.getMinX()) / on.getWidth(),
              (at.getCenterY() - on.getMinY()) / on.getHeight());
        });
  }

  @Test
  void aDraggedHandleChangesThePictureAndMakesOneEntry() {
    int[] before = studio.awaitFullPicture().image().toArray();
    int history = studio.historySize();

    robot.moveTo(studio.pointIn(handle(), 0.5, 0.5)).press(MouseButton.PRIMARY);
    robot.moveBy(30, 0).moveBy(30, -40).release(MouseButton.PRIMARY);

    studio.await("the value is in the document", () -> value().x() > 0.5);
    Point value = value();
    assertThat(value.y()).isLessThan(0.5);
    assertThat(seen().getX()).isCloseTo(value.x(), within(0.01));
    assertThat(seen().getY()).isCloseTo(value.y(), within(0.01));
    assertThat(studio.historySize()).isEqualTo(history + 1);
    studio.awaitOtherPicture(before);

    studio.fx(
        () -> {
          studio.documents().undo();
          return null;
        });
    studio.await("the handle is back", () -> Math.abs(seen().getX() - 0.5) < 0.01);
    studio.awaitPicture(before);
  }

  @Test
  void arrowKeysMoveTheHandleAndTheEdgeHoldsIt() {
    studio.fx(
        () -> {
          handle().requestFocus();
          return null;
        });
    robot.type(KeyCode.RIGHT, 3).type(KeyCode.DOWN);
    studio.await("the keys moved it", () -> Math.abs(value().x() - 0.53) < 1e-9);
    assertThat(value().y()).isCloseTo(0.51, within(1e-9));

    robot.type(KeyCode.UP, 60);
    studio.await("it stops at the edge", () -> value().y() == 0);
    assertThat(seen().getY()).isCloseTo(0, within(0.01));
  }

  @Test
  void aFoldedSectionTakesItsHandlesFromThePicture() {
    TitledPane section = studio.node("edit-" + EDIT, TitledPane.class);
    studio.fx(
        () -> {
          section.setExpanded(false);
          return null;
        });
    studio.await("the handle is gone", () -> !studio.isShown("picture-point-0"));
    studio.fx(
        () -> {
          section.setExpanded(true);
          return null;
        });
    studio.awaitShown("picture-point-0");
  }
}
