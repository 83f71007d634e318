package studio.anycost.app.fx.panel;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import studio.anycost.api.model.Boundary;
import studio.anycost.app.engine.Angles;

/**
 * How directions lie to each other, as a heat map: what goes together is red, what goes against
 * each other blue, what has nothing to do with each other has no colour. The mouse tells which two.
 */
final class AngleMap {
  private static final double WIDTH = 240;
  private static final double LARGEST_CELL = 24;

  /** Names are cut off here, so that two of them stay within two lines, and the map where it is. */
  private static final int LONGEST_NAME = 30;

  private static final double TWO_LINES = 34;
  private static final Color TOGETHER = Color.web("#cf222e");
  private static final Color AGAINST = Color.web("#0969da");

  private final List<String> names;
  private final double[][] angles;
  private final double cell;
  private final Canvas canvas;
  private final Label told = new Label();
  private final VBox node;

  /**
   * @param directions two at least
   */
  AngleMap(String id, List<Boundary> directions) {
    names = directions.stream().map(direction -> shown(direction.name())).toList();
    angles = Angles.between(directions);
    cell = Math.min(LARGEST_CELL, WIDTH / names.size());
    double side = cell * names.size();
    canvas = new Canvas(side, side);
    canvas.setId(id + "-angles");
    canvas.setOnMouseMoved(event -> tell(at(event.getY()), at(event.getX())));
    canvas.setOnMouseExited(event -> tellMost());
    told.setId(id + "-angle");
    told.setWrapText(true);
    told.getStyleClass().add("muted");
    told.setMinHeight(TWO_LINES);
    told.setAlignment(Pos.TOP_LEFT);
    Label title = new Label("Angles between them: red together, blue against each other");
    title.setWrapText(true);
    title.getStyleClass().add("field-label");
    node = new VBox(4, title, canvas, told);
    draw();
    tellMost();
  }

  private static String shown(String name) {
    String words = name.replace('_', ' ');
    return words.length() <= LONGEST_NAME ? words : words.substring(0, LONGEST_NAME) + "\u2026";
  }

  Node node() {
    return node;
  }

  private int at(double position) {
    return Math.max(0, Math.min(names.size() - 1, (int) (position / cell)));
  }

  private void draw() {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    double gap = cell > 6 ? 1 : 0;
    for (int row = 0; row < angles.length; row++) {
      for (int column = 0; column < angles.length; column++) {
        double cosine = Math.cos(Math.toRadians(angles[row][column]));
        Color colour = cosine > 0 ? TOGETHER : AGAINST;
        // A little is seen of what is at right angles, so that the map has an outline.
        graphics.setFill(colour.deriveColor(0, 1, 1, 0.06 + 0.94 * Math.abs(cosine)));
        graphics.fillRect(column * cell, row * cell, cell - gap, cell - gap);
      }
    }
  }

  /** Names the two that are most alike. */
  private void tellMost() {
    int first = 1;
    int second = 0;
    for (int i = 0; i < angles.length; i++) {
      for (int j = 0; j < i; j++) {
        if (Math.abs(angles[i][j] - 90) > Math.abs(angles[first][second] - 90)) {
          first = i;
          second = j;
        }
      }
    }
    tell(first, second);
  }

  private void tell(int row, int column) {
    told.setText(
        row == column
            ? names.get(row)
            : String.format(
                Locale.ROOT,
                "%s and %s: %.0f\u00b0",
                names.get(row),
                names.get(column),
                angles[row][column]));
  }
}
