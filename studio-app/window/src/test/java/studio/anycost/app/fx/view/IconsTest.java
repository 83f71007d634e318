package studio.anycost.app.fx.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class IconsTest {
  private static final int SIZE = 48;

  private WritableImage drawn(FxRobot robot, Feather icon) {
    WritableImage image = new WritableImage(SIZE, SIZE);
    robot.interact(
        () -> {
          StrokeIcon node = Icons.of(icon);
          node.setStyle("-fx-icon-size: " + SIZE + "px; -fx-icon-color: black;");
          StackPane place = new StackPane(node);
          place.setStyle("-fx-background-color: white");
          // Of its own: the stage has the size that the test before gave it.
          new Scene(place, SIZE, SIZE, Color.WHITE).snapshot(image);
        });
    return image;
  }

  @Test
  void everyIconIsDrawn() {
    for (Feather icon : Feather.values()) {
      assertThatCode(() -> Icons.of(icon)).doesNotThrowAnyException();
    }
  }

  @Test
  void oneIconHasOneMeaning() throws ReflectiveOperationException {
    List<Object> icons = new ArrayList<>();
    for (Field meaning : Signs.class.getFields()) {
      icons.add(meaning.get(null));
    }
    assertThat(icons).hasSizeGreaterThan(50).doesNotHaveDuplicates();
    // Both are a cube.
    assertThat(icons).doesNotContain(Feather.PACKAGE);
  }

  /** The glyphs of the font that the icons come from have holes there. */
  @Test
  void strokesThatCrossLeaveNoHole(FxRobot robot) {
    WritableImage cross = drawn(robot, Feather.X);
    WritableImage plus = drawn(robot, Feather.PLUS);

    for (WritableImage image : new WritableImage[] {cross, plus}) {
      for (int y = SIZE / 2 - 1; y <= SIZE / 2; y++) {
        for (int x = SIZE / 2 - 1; x <= SIZE / 2; x++) {
          assertThat(image.getPixelReader().getColor(x, y).getBrightness()).isLessThan(0.3);
        }
      }
      assertThat(image.getPixelReader().getColor(1, SIZE / 2)).isEqualTo(Color.WHITE);
    }
    assertThat(plus.getPixelReader().getColor(SIZE / 2, SIZE / 4).getBrightness()).isLessThan(0.3);
    assertThat(cross.getPixelReader().getColor(SIZE / 2, SIZE / 4)).isEqualTo(Color.WHITE);
  }
}
