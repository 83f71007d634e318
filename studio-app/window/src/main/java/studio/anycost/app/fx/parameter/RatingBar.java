package studio.anycost.app.fx.parameter;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.HBox;
import studio.anycost.app.fx.view.Tips;

/** How rows that were measured are shown: the best first, or without the weak ones. */
final class RatingBar {
  /** Below this a slider does less than half of what it says. */
  static final double WEAK = 0.5;

  private final CheckBox best = new CheckBox("Best first");
  private final CheckBox hide = new CheckBox("Hide weak");
  private final HBox node = new HBox(16, best, hide);

  /**
   * @param changed run when the person changed something
   */
  RatingBar(String id, Runnable changed) {
    best.setId(id + "-best-first");
    Tips.set(best, "Sliders that do what they say, and little else, come first");
    hide.setId(id + "-hide-weak");
    Tips.set(hide, "Without sliders that decide on few faces, or change much else");
    node.setAlignment(Pos.CENTER_LEFT);
    node.getStyleClass().add("rating-bar");
    best.selectedProperty().addListener((observable, old, on) -> changed.run());
    hide.selectedProperty().addListener((observable, old, on) -> changed.run());
  }

  Node node() {
    return node;
  }

  boolean bestFirst() {
    return best.isSelected();
  }

  /** Whether a row is left out. */
  boolean hides(ParameterRow<?> row) {
    return hide.isSelected() && row.rating().orElse(1) < WEAK;
  }
}
