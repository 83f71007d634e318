package studio.anycost.app.fx.view;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class FoldTest {
  private final FxRobot robot = new FxRobot();
  private Button other;
  private Button inside;
  private Button inTitle;
  private TitledPane fold;

  @Start
  void start(Stage stage) {
    other = new Button("Something else");
    inside = new Button("Inside");
    inTitle = new Button("Reset");
    fold = Fold.of("fold", "Hair", inside);
    fold.setGraphic(inTitle);
    stage.setScene(new Scene(new VBox(other, fold), 300, 200));
    stage.show();
    stage.requestFocus();
  }

  private boolean isOpen() {
    WaitForAsyncUtils.waitForFxEvents();
    return fold.isExpanded();
  }

  @Test
  void aClickFoldsOnceAndTheNextUnfolds() {
    robot.clickOn(fold.lookup(".title > .text"));
    assertThat(isOpen()).isFalse();
    robot.moveBy(3, 0).clickOn(fold.lookup(".title > .text"));
    assertThat(isOpen()).isTrue();
  }

  @Test
  void aClickFoldsAlthoughTheKeyboardIsKeptElsewhere() {
    fold.focusedProperty()
        .addListener((observable, old, focused) -> other.requestFocus()); // as in a dead window
    robot.clickOn(fold.lookup(".title > .text"));
    assertThat(isOpen()).isFalse();
    robot.moveBy(3, 0).clickOn(fold.lookup(".title > .text"));
    assertThat(isOpen()).isTrue();
  }

  @Test
  void whatElseIsClickedFoldsNothing() {
    fold.focusedProperty().addListener((observable, old, focused) -> other.requestFocus());
    robot.clickOn(inTitle);
    robot.clickOn(inside);
    robot.rightClickOn(fold.lookup(".title > .text"));
    assertThat(isOpen()).isTrue();
  }
}
