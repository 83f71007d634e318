package studio.anycost.app.fx.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.robot.Motion;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class SteadyScrollTest {
  private final Region above = part();
  private final Region read = part();
  private final Region below = part();
  private ScrollPane pane;
  private SteadyScroll scroll;

  private static Region part() {
    Region part = new Region();
    part.setMinHeight(400);
    return part;
  }

  @Start
  void start(Stage stage) {
    pane = new ScrollPane(new VBox(above, read, below));
    scroll = new SteadyScroll(pane, () -> List.of(above, read, below));
    // In a group it has its own size, whatever size another test has left the stage with.
    pane.setPrefSize(200, 300);
    stage.setScene(new Scene(new Group(pane), 200, 300));
    stage.show();
  }

  private void fx(Runnable work) {
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          work.run();
          return null;
        });
  }

  /** Lays out as a pulse does. */
  private void settle() {
    pane.layout();
    scroll.afterLayout();
    pane.layout();
  }

  private double placeOf(Region part) {
    return part.localToScene(0, 0).getY();
  }

  @Test
  void whatIsReadStaysWhateverGrowsAboveOrBelow() {
    fx(
        () -> {
          settle();
          pane.setVvalue(0.5); // 450 of 900: within the second
          settle();
          double place = placeOf(read);
          above.setMinHeight(700);
          settle();
          assertThat(placeOf(read)).isCloseTo(place, org.assertj.core.api.Assertions.within(1.0));
          below.setMinHeight(900);
          settle();
          assertThat(placeOf(read)).isCloseTo(place, org.assertj.core.api.Assertions.within(1.0));
          above.setMinHeight(300);
          settle();
          assertThat(placeOf(read)).isCloseTo(place, org.assertj.core.api.Assertions.within(1.0));
        });
  }

  @Test
  void whatIsUnderThePointerStaysAtTheTopToo() {
    fx(() -> pane.setFitToWidth(true));
    new FxRobot().moveTo(pane, Pos.BOTTOM_CENTER, new Point2D(0, -20), Motion.DIRECT);
    fx(
        () -> {
          above.setMinHeight(200);
          settle();
        });
    new FxRobot().moveBy(1, 1);
    fx(
        () -> {
          assertThat(read.isHover()).isTrue();
          settle();
          double place = placeOf(read);
          above.setMinHeight(260);
          settle();
          assertThat(placeOf(read)).isCloseTo(place, org.assertj.core.api.Assertions.within(1.0));
          scroll.toTop();
          above.setMinHeight(300);
          settle();
          assertThat(pane.getVvalue()).as("who wants the top sees it").isZero();
        });
  }

  @Test
  void theTopStaysTheTop() {
    fx(
        () -> {
          settle();
          above.setMinHeight(700);
          settle();
          assertThat(pane.getVvalue()).isZero();
          pane.setVvalue(0.8);
          scroll.toTop();
          settle();
          assertThat(placeOf(above)).isCloseTo(1, org.assertj.core.api.Assertions.within(1.0));
        });
  }
}
