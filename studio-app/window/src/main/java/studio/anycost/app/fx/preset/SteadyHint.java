package studio.anycost.app.fx.preset;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * A hint above rows that changes while they are pointed at. It takes two lines whatever it says, so
 * that no row moves away under the pointer; what is longer than that ends in an ellipsis.
 */
final class SteadyHint extends StackPane {
  private final Label words = new Label();

  /** Never seen: as high as the font makes two lines. */
  private final Label lines = new Label("\u00a0\n\u00a0");

  private boolean steady;

  /**
   * @param id of the label
   */
  SteadyHint(String id) {
    words.setId(id);
    words.setWrapText(true);
    words.setMinHeight(0);
    lines.setVisible(false);
    for (Label each : new Label[] {lines, words}) {
      each.getStyleClass().add("muted");
      each.setAlignment(Pos.TOP_LEFT);
    }
    setAlignment(Pos.TOP_LEFT);
    setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(lines, words);
  }

  /**
   * @param now false where nothing stands below that could move: the height is that of the words
   */
  void setSteady(boolean now) {
    steady = now;
    requestLayout();
  }

  void setText(String text) {
    words.setText(text);
  }

  @Override
  protected double computePrefHeight(double width) {
    return steady ? lines.prefHeight(-1) : words.prefHeight(width);
  }
}
