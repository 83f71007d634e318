package studio.anycost.app.fx.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.TitledPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.ParameterInfo;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.parameter.ParameterPanel;
import studio.anycost.app.settings.PreferenceStore;

/** Which parts of panels are unfolded after the next start. */
@ExtendWith(ApplicationExtension.class)
class FoldStateTest {
  private static final ParameterSchema SCHEMA =
      new ParameterSchema(
          List.of(slider("Own", ""), slider("Found", "Found here"), slider("Styles", "Advanced")));

  @TempDir Path folder;
  private Stage stage;
  private ParameterPanel panel;

  private static NumberParameter slider(String name, String group) {
    return NumberParameter.of(new ParameterInfo(name, name, "", group), -1, 1, 0);
  }

  @Start
  void start(Stage shown) {
    stage = shown;
  }

  private void restart(FxRobot robot) {
    robot.interact(
        () -> {
          FoldState folds =
              new FoldState(
                  new PreferenceState(
                      new PreferenceStore(folder.resolve("preferences.json")), new Notices()));
          panel =
              new ParameterPanel(
                  "p", SCHEMA, (title, endings) -> Optional.empty(), folds, change -> {});
          stage.setScene(new Scene(panel.node(), 300, 300));
          stage.show();
        });
  }

  private static TitledPane pane(FxRobot robot, String group) {
    return robot.lookup("#p-group-" + group).queryAs(TitledPane.class);
  }

  @Test
  void whatIsFoldedStaysFoldedAndASearchChangesNothing(FxRobot robot) {
    restart(robot);
    assertThat(pane(robot, "Found_here").isExpanded()).isTrue();
    assertThat(pane(robot, "Advanced").isExpanded()).isFalse();
    robot.interact(() -> pane(robot, "Found_here").setExpanded(false));

    restart(robot);
    assertThat(pane(robot, "Found_here").isExpanded()).isFalse();
    robot.interact(() -> panel.filter("found"));
    assertThat(pane(robot, "Found_here").isExpanded()).as("what is looked for is seen").isTrue();
    robot.interact(() -> panel.filter("styles"));
    assertThat(pane(robot, "Advanced").isExpanded()).isTrue();
    robot.interact(() -> panel.filter(""));
    assertThat(pane(robot, "Found_here").isExpanded()).isFalse();
    assertThat(pane(robot, "Advanced").isExpanded()).isFalse();

    restart(robot);
    assertThat(pane(robot, "Found_here").isExpanded()).isFalse();
    assertThat(pane(robot, "Advanced").isExpanded()).isFalse();
  }
}
