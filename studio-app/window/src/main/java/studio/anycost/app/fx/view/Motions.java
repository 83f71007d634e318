package studio.anycost.app.fx.view;

import javafx.scene.Node;
import javafx.scene.Scene;

/** Whether what is on a scene may move by itself. JavaFX thread only. */
public final class Motions {
  /** The class of a root below which nothing moves by itself. */
  public static final String REDUCED = "reduced-motion";

  private Motions() {}

  /** Whether a node may slide, fade or turn: not below a root of the class that forbids it. */
  public static boolean allowedOn(Node node) {
    return allowedIn(node.getScene());
  }

  static boolean allowedIn(Scene scene) {
    return scene == null || !scene.getRoot().getStyleClass().contains(REDUCED);
  }
}
