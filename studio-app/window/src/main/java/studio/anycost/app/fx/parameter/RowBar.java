package studio.anycost.app.fx.parameter;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.FlowPane;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/**
 * In which order rows are shown, which, and how: the best first, those that were moved, with all
 * that their sliders take.
 */
final class RowBar {
  private final CheckBox best = new CheckBox(Texts.of("parameter.rowBar.bestFirst"));
  private final CheckBox changed = new CheckBox(Texts.of("parameter.rowBar.onlyChanged"));
  private final CheckBox extend = new CheckBox(Texts.of("parameter.rowBar.extendRange"));
  private final FlowPane node = new FlowPane(14, 4);

  /**
   * @param rated whether there are ratings to go by
   * @param extendable whether sliders take more than they show at first
   * @param many whether there are rows enough to choose from
   * @param folds keeps what is chosen for good
   * @param chosen run when the person chose something
   */
  RowBar(
      String id,
      boolean rated,
      boolean extendable,
      boolean many,
      FoldMemory folds,
      Runnable chosen) {
    best.setId(id + "-best-first");
    Tips.set(best, Texts.of("parameter.rowBar.slidersThatDoWhat"));
    keep(best, true, folds, chosen);
    changed.setId(id + "-only-changed");
    Tips.set(changed, Texts.of("parameter.rowBar.withoutWhatStandsWhere"));
    changed.selectedProperty().addListener((observable, old, on) -> chosen.run());
    extend.setId(id + "-extend-range");
    Tips.set(extend, Texts.of("parameter.rowBar.slidersShowAllThat"));
    keep(extend, false, folds, chosen);
    node.setRowValignment(VPos.CENTER);
    node.getStyleClass().add("rating-bar");
    if (rated) {
      node.getChildren().add(best);
    }
    if (rated || many) {
      node.getChildren().add(changed);
    }
    if (extendable) {
      node.getChildren().add(extend);
    }
  }

  /** Chosen at every start as it was left. */
  private static void keep(CheckBox box, boolean otherwise, FoldMemory folds, Runnable chosen) {
    box.setSelected(folds.isUnfolded(box.getId(), otherwise));
    box.selectedProperty()
        .addListener(
            (observable, old, on) -> {
              folds.remember(box.getId(), on);
              chosen.run();
            });
  }

  Node node() {
    return node;
  }

  /** Whether there is nothing to choose. */
  boolean isEmpty() {
    return node.getChildren().isEmpty();
  }

  boolean bestFirst() {
    return best.isSelected();
  }

  boolean onlyChanged() {
    return changed.isSelected();
  }

  /** Shows rows that were not changed, too. */
  void showAll() {
    changed.setSelected(false);
  }

  /** Whether sliders show all that they take. */
  boolean extended() {
    return extend.isSelected();
  }
}
