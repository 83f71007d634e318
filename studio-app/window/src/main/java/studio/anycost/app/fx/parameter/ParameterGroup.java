package studio.anycost.app.fx.parameter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.NumberParameter;
import studio.anycost.api.parameter.Rating;
import studio.anycost.app.fx.view.Fold;
import studio.anycost.app.fx.view.FoldMemory;
import studio.anycost.app.fx.words.Texts;

/** Rows of a panel under one heading, or under none. */
final class ParameterGroup {
  private final VBox box = new VBox();
  private final List<ParameterRow<?>> rows = new ArrayList<>();
  private final Optional<TitledPane> pane;
  private boolean unfolded;
  private boolean searching;

  /**
   * @param id of the pane; also what its state is remembered by
   * @param name empty for no heading
   * @param open whether it is unfolded if the person has never said
   */
  ParameterGroup(String id, String name, boolean open, FoldMemory folds) {
    box.getStyleClass().add("parameter-rows");
    pane = name.isBlank() ? Optional.empty() : Optional.of(Fold.of(id, shown(name), box));
    unfolded = folds.isUnfolded(id, open);
    pane.ifPresent(fold -> follow(fold, folds));
    node().managedProperty().bind(node().visibleProperty());
  }

  private static String shown(String name) {
    return name.equalsIgnoreCase("Advanced") ? Texts.of("parameter.parameterPanel.advanced") : name;
  }

  private void follow(TitledPane fold, FoldMemory folds) {
    fold.setExpanded(unfolded);
    fold.expandedProperty()
        .addListener(
            (observable, old, now) -> {
              if (!searching) {
                unfolded = now;
                folds.remember(fold.getId(), now);
              }
            });
  }

  Node node() {
    return pane.<Node>map(fold -> fold).orElse(box);
  }

  /** Changes the heading. */
  void name(String name) {
    pane.ifPresent(fold -> fold.setText(name));
  }

  /** Lets go of all rows but these. */
  void keepOnly(List<ParameterRow<?>> members) {
    box.getChildren().retainAll(members.stream().map(ParameterRow::node).toList());
  }

  /**
   * Takes rows, which no other group has. Rows that are no sliders keep their places at the head;
   * sliders nobody measured go last.
   */
  void take(List<ParameterRow<?>> members, boolean bestFirst) {
    rows.clear();
    rows.addAll(members);
    List<ParameterRow<?>> order = new ArrayList<>(members);
    if (bestFirst) {
      order.sort(Comparator.comparingDouble(ParameterGroup::place));
    }
    List<Node> nodes = order.stream().map(ParameterRow::node).toList();
    if (!box.getChildren().equals(nodes)) {
      box.getChildren().setAll(nodes);
    }
  }

  private static double place(ParameterRow<?> row) {
    boolean slider = row.parameter() instanceof NumberParameter;
    return slider ? -row.rating().map(Rating::value).orElse(-1.0) : -2;
  }

  /**
   * Shows some of the rows.
   *
   * @param wanted those that are looked for
   * @param looking whether not all are: what is looked for is seen; as it was before once nobody
   *     looks any more
   * @return whether there is any
   */
  boolean filter(Predicate<ParameterRow<?>> wanted, boolean looking) {
    boolean any = false;
    for (ParameterRow<?> row : rows) {
      boolean shown = wanted.test(row);
      row.node().setVisible(shown);
      any |= shown;
    }
    node().setVisible(any);
    searching = true;
    boolean expanded = looking ? any : unfolded;
    pane.ifPresent(fold -> fold.setExpanded(expanded));
    searching = looking;
    return any;
  }
}
