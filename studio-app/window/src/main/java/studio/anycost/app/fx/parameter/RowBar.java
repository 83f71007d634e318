package studio.anycost.app.fx.parameter;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import studio.anycost.api.parameter.Rating;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.fx.view.Tips;

/**
 * Which rows are shown, in which order, and how: those that were moved, the best first, no weak
 * ones, with all that their sliders take.
 */
final class RowBar {
  /** So many are named with their reasons. */
  private static final int NAMED = 12;

  private final CheckBox best = new CheckBox("Best first");
  private final CheckBox hide = new CheckBox("Hide weak");
  private final CheckBox changed = new CheckBox("Only changed");
  private final CheckBox extend = new CheckBox("Extend range");
  private final Label hidden = new Label();
  private final Tooltip reasons = Tips.tip("");
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
    boolean any = rated || many;
    best.setId(id + "-best-first");
    Tips.set(best, "Sliders that do what they say, and little else, come first");
    hide.setId(id + "-hide-weak");
    Tips.set(
        hide,
        "Without sliders that decide on few faces, change much else, or tell faces apart badly");
    changed.setId(id + "-only-changed");
    Tips.set(changed, "Without what stands where it changes nothing");
    hidden.setId(id + "-hidden");
    hidden.getStyleClass().add("muted");
    hidden.setVisible(false);
    hidden.managedProperty().bind(hidden.visibleProperty());
    Tooltip.install(hidden, reasons);
    node.setRowValignment(VPos.CENTER);
    node.getStyleClass().add("rating-bar");
    best.selectedProperty().addListener((observable, old, on) -> chosen.run());
    hide.selectedProperty().addListener((observable, old, on) -> chosen.run());
    changed.selectedProperty().addListener((observable, old, on) -> chosen.run());
    extend.setId(id + "-extend-range");
    Tips.set(extend, "Sliders show all that they take, also what is beyond the usual");
    extend.setSelected(folds.isUnfolded(extend.getId(), false));
    extend
        .selectedProperty()
        .addListener(
            (observable, old, on) -> {
              folds.remember(extend.getId(), on);
              chosen.run();
            });
    if (rated) {
      node.getChildren().addAll(best, hide);
    }
    if (any) {
      node.getChildren().add(changed);
    }
    if (extendable) {
      node.getChildren().add(extend);
    }
    node.getChildren().add(hidden);
  }

  /** Whether there is anything to choose. */
  boolean isEmpty() {
    return node.getChildren().size() == 1;
  }

  /** Whether sliders show all that they take. */
  boolean extended() {
    return extend.isSelected();
  }

  Node node() {
    return node;
  }

  boolean bestFirst() {
    return best.isSelected();
  }

  boolean onlyChanged() {
    return changed.isSelected();
  }

  /** Whether a row is left out for its rating, unless it is moved. */
  boolean hides(ParameterRow<?> row) {
    return hide.isSelected() && row.rating().filter(Rating::isWeak).isPresent();
  }

  /** Tells how many are left out now, and in a tooltip which and why. */
  void showHidden(List<ParameterRow<?>> rows) {
    hidden.setText(rows.size() + " hidden");
    hidden.setVisible(!rows.isEmpty());
    String named =
        rows.stream()
            .limit(NAMED)
            .map(row -> row.label() + " " + row.rating().map(Rating::reason).orElse(""))
            .collect(Collectors.joining("\n"));
    reasons.setText(
        rows.size() > NAMED ? named + "\nand " + (rows.size() - NAMED) + " more" : named);
  }
}
