package studio.anycost.app.fx.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.preview.UniformGrid;

/** What stands in places that are the same under a cap on the width. */
@ExtendWith(ApplicationExtension.class)
class SubGeneratorGridTest {
  private final UniformGrid places = new UniformGrid(new ChannelTable(64, 1, 8), 2);
  private SubGeneratorGrid grid;

  @Start
  void start(Stage stage) {
    grid = new SubGeneratorGrid(places, chosen -> {});
    stage.setScene(new Scene(grid, 800, 600));
    stage.show();
  }

  @Test
  void placesThatAreTheSameShowTheSameTime(FxRobot robot) {
    ScreenPicture picture = ScreenPicture.of(RgbImage.of(1, 1, new int[] {0}), 1);
    robot.interact(
        () -> {
          int milliseconds = 1;
          for (UniformGrid.Place place : places.cheapestFirst()) {
            grid.show(place.row(), place.column(), picture, milliseconds++);
          }
        });

    Set<Object> different = new HashSet<>();
    for (UniformGrid.Place place : places.places()) {
      UniformGrid.Place twin = places.placeOf(place.subGenerator()).orElseThrow();
      assertThat(time(robot, place)).isEqualTo(time(robot, twin));
      different.add(place.subGenerator());
    }
    assertThat(different).as("some are the same").hasSizeLessThan(16);
    assertThat(grid.filled()).isEqualTo(16);
  }

  @Test
  void allOfItIsSeenInASmallWindow(FxRobot robot) {
    robot.interact(
        () -> {
          grid.resize(320, 500);
          grid.layout();
        });
    double right =
        grid.getChildrenUnmodifiable().stream()
            .mapToDouble(node -> node.getBoundsInParent().getMaxX())
            .max()
            .orElseThrow();
    assertThat(right).isLessThanOrEqualTo(320);
  }

  private static String time(FxRobot robot, UniformGrid.Place place) {
    return robot
        .lookup("#cell-" + place.row() + "-" + place.column() + "-ms")
        .queryAs(Label.class)
        .getText();
  }
}
