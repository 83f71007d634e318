package studio.anycost.app.fx.view;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/** A part of a panel that folds away. */
public final class Fold {
  /**
   * A titled pane cuts off what leaves it, and thumbs of sliders do at either end: it reaches so
   * far beyond the panel, and the style sheet takes as much off again inside.
   */
  private static final Insets REACH = new Insets(0, -8, 0, -8);

  private Fold() {}

  /** In a {@link VBox}. */
  public static TitledPane of(String id, String title, Node content) {
    TitledPane pane = new TitledPane(title, content);
    pane.setId(id);
    pane.getStyleClass().add("parameter-group");
    pane.setAnimated(false);
    VBox.setMargin(pane, REACH);
    return pane;
  }
}
