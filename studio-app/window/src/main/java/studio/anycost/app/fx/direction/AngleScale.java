package studio.anycost.app.fx.direction;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import studio.anycost.app.fx.words.Texts;

/** What the colours of the map mean, with figures and words. */
final class AngleScale extends VBox {
  private static final double WIDTH = 300;
  private static final double HEIGHT = 12;
  private static final int[] FIGURES = {0, 45, 90, 135, 180};

  private final Canvas bar = new Canvas(WIDTH, HEIGHT);

  AngleScale(String id) {
    super(2);
    setId(id);
    GridPane figures = new GridPane();
    GridPane words = new GridPane();
    for (int i = 0; i < FIGURES.length; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(i == 0 || i == FIGURES.length - 1 ? 12.5 : 25);
      figures.getColumnConstraints().add(column);
      Label figure = label(FIGURES[i] + "\u00b0");
      HPos at = i == 0 ? HPos.LEFT : i == FIGURES.length - 1 ? HPos.RIGHT : HPos.CENTER;
      GridPane.setHalignment(figure, at);
      figures.add(figure, i, 0);
    }
    String[] meanings = {
      Texts.of("direction.angleScale.theSame"),
      Texts.of("direction.independent"),
      Texts.of("direction.angleScale.theOpposite")
    };
    HPos[] places = {HPos.LEFT, HPos.CENTER, HPos.RIGHT};
    for (int i = 0; i < meanings.length; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / meanings.length);
      words.getColumnConstraints().add(column);
      Label word = label(meanings[i]);
      GridPane.setHalignment(word, places[i]);
      words.add(word, i, 0);
    }
    setAlignment(Pos.TOP_LEFT);
    setMinWidth(WIDTH);
    setMaxWidth(WIDTH);
    getChildren().addAll(bar, figures, words);
  }

  private static Label label(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("angle-scale");
    return label;
  }

  void show(AngleColours colours) {
    GraphicsContext graphics = bar.getGraphicsContext2D();
    for (int x = 0; x < WIDTH; x++) {
      graphics.setFill(colours.of(180 * x / (WIDTH - 1)));
      graphics.fillRect(x, 0, 1.5, HEIGHT);
    }
  }
}
