package studio.anycost.app.fx.shell;

import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Transform;

/** The window's icon, drawn from shapes in every size that a desktop asks for. */
final class AppIcon {
  private static final double UNIT = 64;

  private AppIcon() {}

  static List<Image> images() {
    return Stream.of(16, 32, 64, 256).map(AppIcon::image).toList();
  }

  static Image image(int side) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(Color.TRANSPARENT);
    parameters.setTransform(Transform.scale(side / UNIT, side / UNIT));
    parameters.setViewport(new Rectangle2D(0, 0, side, side));
    Group drawing = drawing();
    new Scene(drawing); // a snapshot needs a scene for its layout
    return drawing.snapshot(parameters, null);
  }

  /** Half a face in coarse steps, half in fine ones: one generator at many costs. */
  private static Group drawing() {
    Rectangle ground = new Rectangle(UNIT, UNIT);
    ground.setArcWidth(28);
    ground.setArcHeight(28);
    ground.setFill(
        new LinearGradient(
            0,
            0,
            1,
            1,
            true,
            CycleMethod.NO_CYCLE,
            new Stop(0, Color.web("#3b82f6")),
            new Stop(1, Color.web("#7c3aed"))));
    Circle fine = new Circle(32, 32, 19, Color.WHITE);
    Rectangle right = new Rectangle(32, 0, 32, UNIT);
    fine.setClip(right);
    Group coarse = new Group();
    double block = 6.4;
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 3; column++) {
        double x = 32 - (column + 1) * block;
        double y = 32 + (row - 3) * block;
        boolean inside = Math.hypot(x + block / 2 - 32, y + block / 2 - 32) < 19;
        if (inside) {
          Rectangle square = new Rectangle(x, y, block - 0.6, block - 0.6);
          square.setFill(Color.color(1, 1, 1, 0.9 - 0.15 * column));
          coarse.getChildren().add(square);
        }
      }
    }
    return new Group(ground, coarse, fine);
  }
}
