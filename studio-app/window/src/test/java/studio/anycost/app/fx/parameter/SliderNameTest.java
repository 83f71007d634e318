package studio.anycost.app.fx.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.fx.support.SettledLayout;

/** What gives way in the line above a slider where there is not room for all. */
@ExtendWith(ApplicationExtension.class)
class SliderNameTest {
  private static final ParameterSchema SCHEMA =
      new ParameterSchema(
          List.of(named("short", "Age"), named("long", "Mouth Slightly Open, Too")));

  private ParameterPanel panel;
  private StackPane column;

  private static NumberParameter named(String key, String label) {
    return new NumberParameter(
        ParameterInfo.of(key, label, ""),
        -1,
        1,
        0,
        0,
        "",
        Optional.of(new NumberParameter.Readout(7.3, "w")));
  }

  @Start
  void start(Stage stage) {
    panel = new ParameterPanel("p", SCHEMA, (title, endings) -> Optional.empty(), change -> {});
    column = new StackPane(panel.node());
    stage.setScene(new Scene(column, 600, 300));
    stage.show();
  }

  private void widen(FxRobot robot, double width) {
    robot.interact(
        () -> {
          column.resize(width, 300);
          SettledLayout.now(column);
        });
  }

  private Label label(FxRobot robot, String id) {
    return robot.lookup("#p-" + id).queryAs(Label.class);
  }

  @Test
  void theFigureGivesWayToTheName(FxRobot robot) throws Exception {
    ParameterValues moved = SCHEMA.defaults().with("short", -0.36).with("long", -0.36);
    robot.interact(() -> panel.show(moved));
    widen(robot, 600);
    assertThat(label(robot, "long-readout").isVisible()).as("there is room").isTrue();
    String figure = label(robot, "long-readout").getText();
    double whole = label(robot, "long-label").prefWidth(-1);

    // The name, the reset button and the value fit; the figure does not fit as well.
    double value = robot.lookup("#p-long-value").queryAs(TextField.class).getWidth();
    widen(robot, whole + value + 60);
    assertThat(label(robot, "long-readout").isVisible()).as("there is none").isFalse();
    assertThat(label(robot, "long-label").getWidth()).isGreaterThanOrEqualTo(whole - 1);
    assertThat(label(robot, "short-readout").isVisible()).as("beside a short name").isTrue();
    assertThat(robot.lookup("#p-long-value").queryAs(TextField.class).getTooltip().getText())
        .as("the value tells it")
        .isEqualTo(figure);

    widen(robot, 600);
    assertThat(label(robot, "long-readout").isVisible()).as("there is room again").isTrue();
  }
}
