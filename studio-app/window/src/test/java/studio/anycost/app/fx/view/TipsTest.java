package studio.anycost.app.fx.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Tooltips of a column of sliders beside a picture. */
@ExtendWith(ApplicationExtension.class)
class TipsTest {
  private final FxRobot robot = new FxRobot();
  private Label name;
  private Slider next;
  private Button button;
  private ScrollPane column;

  @Start
  void start(Stage stage) {
    name = new Label("Smiling");
    next = new Slider();
    button = new Button("Reset");
    Tips.install(name, "How much the mouth smiles, which nothing else tells as well as this");
    Tips.set(button, "Puts it back");
    name.setStyle("-fx-font-weight: bold;");
    Region below = new Region();
    below.setMinHeight(900);
    column = new ScrollPane(new VBox(name, next, button, below));
    column.setPrefWidth(220);
    column.setMinWidth(220);
    Region picture = new Region();
    picture.setMinWidth(400);
    HBox.setHgrow(picture, Priority.ALWAYS); // whatever size another test has left the stage with
    Scene scene = new Scene(new HBox(picture, column), 620, 300);
    scene
        .getStylesheets()
        .add(Tips.class.getResource("/studio/anycost/app/fx/css/studio.css").toExternalForm());
    stage.setScene(scene);
    stage.show();
  }

  @BeforeEach
  void restElsewhere() {
    robot.moveTo(
        column,
        Pos.BOTTOM_CENTER,
        new javafx.geometry.Point2D(0, -20),
        org.testfx.robot.Motion.DIRECT);
    await(() -> tip().isEmpty());
  }

  @AfterEach
  void leave() {
    restElsewhere();
  }

  private static Optional<Tooltip> tip() {
    return Window.getWindows().stream()
        .filter(Tooltip.class::isInstance)
        .map(Tooltip.class::cast)
        .filter(Window::isShowing)
        .findFirst();
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(
          20,
          TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.asyncFx(condition).get(20, TimeUnit.SECONDS));
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("It never happened", e);
    }
  }

  private void rest(Node on) {
    robot.moveTo(on).moveBy(1, 0);
    await(() -> tip().isPresent());
  }

  private static Bounds onScreen(Node node) {
    return node.localToScreen(node.getLayoutBounds());
  }

  @Test
  void liesBesideTheColumnAndInPlainLetters() {
    rest(name);
    Tooltip shown = tip().orElseThrow();
    Bounds bounds = onScreen(shown.getScene().getRoot());
    assertThat(bounds.getMaxX()).isLessThanOrEqualTo(onScreen(column).getMinX());
    assertThat(bounds.intersects(onScreen(next))).isFalse();
    assertThat(shown.getFont().getStyle()).isEqualTo("Regular");
  }

  @Test
  void isWhereTheButtonIsThatItExplains() {
    rest(button);
    assertThat(onScreen(tip().orElseThrow().getScene().getRoot()).getMaxX())
        .isGreaterThan(onScreen(column).getMinX());
  }

  @Test
  void goesAtOnceWhenSomethingIsScrolled() {
    rest(name);
    assertThat(isShownAfter(wheel())).isFalse();
  }

  @Test
  void goesAtOnceWhenSomethingElseIsPressed() {
    rest(name);
    assertThat(isShownAfter(press())).isFalse();
  }

  /** The toolkit itself takes a while, and waits until the mouse has left what is explained. */
  private boolean isShownAfter(Event event) {
    return WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          next.fireEvent(event);
          return tip().isPresent();
        });
  }

  private static Event press() {
    return new MouseEvent(
        MouseEvent.MOUSE_PRESSED,
        0,
        0,
        0,
        0,
        MouseButton.PRIMARY,
        1,
        false,
        false,
        false,
        false,
        true,
        false,
        false,
        true,
        false,
        true,
        null);
  }

  private static Event wheel() {
    return new ScrollEvent(
        ScrollEvent.SCROLL,
        0,
        0,
        0,
        0,
        false,
        false,
        false,
        false,
        false,
        false,
        0,
        -40,
        0,
        -40,
        ScrollEvent.HorizontalTextScrollUnits.NONE,
        0,
        ScrollEvent.VerticalTextScrollUnits.NONE,
        0,
        0,
        null);
  }
}
