package studio.anycost.app.fx.portrait;

import java.util.Locale;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Separator;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Tips;

/** The floating bar under the picture: zoom, fit, 100 %, hold for before. */
final class ZoomBar extends HBox {
  private final PortraitPane portrait;
  private final Button percent = new Button();

  ZoomBar(PortraitPane portrait) {
    this.portrait = portrait;
    setId("zoom-bar");
    getStyleClass().add("floating-bar");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    percent.setId("zoom-percent");
    percent.getStyleClass().addAll("flat", "zoom-percent");
    percent.setOnAction(event -> portrait.actualSize());
    percent.setFocusTraversable(false);
    Tips.set(percent, "Show one picture pixel on one screen pixel, 100 % (1)");
    getChildren()
        .addAll(
            button("zoom-out", Feather.MINUS, "Zoom out (-)", portrait::zoomOut),
            percent,
            button("zoom-in", Feather.PLUS, "Zoom in (+)", portrait::zoomIn),
            button(
                "zoom-fit", Feather.MAXIMIZE, "Fit the picture to the window (0)", portrait::fit),
            new Separator(Orientation.VERTICAL),
            holdButton());
    portrait.viewportProperty().addListener(observable -> update());
    update();
  }

  /** Adds something at the end of the bar. */
  void add(Node node) {
    getChildren().add(node);
  }

  private static Button button(String id, Feather icon, String tip, Runnable action) {
    Button button = Icons.iconOnly(new Button(), icon);
    button.setId(id);
    button.setFocusTraversable(false);
    button.setAccessibleText(tip);
    button.setOnAction(event -> action.run());
    Tips.set(button, tip);
    return button;
  }

  private Button holdButton() {
    Button hold = new Button("Before", Icons.of(Feather.EYE));
    hold.setId("hold-before");
    hold.setFocusTraversable(false);
    hold.getStyleClass().add("flat");
    Tips.set(hold, "Hold to see the face without edits (B)");
    hold.addEventHandler(
        MouseEvent.MOUSE_PRESSED, event -> portrait.holdBeforeProperty().set(true));
    hold.addEventHandler(
        MouseEvent.MOUSE_RELEASED, event -> portrait.holdBeforeProperty().set(false));
    return hold;
  }

  private void update() {
    percent.setText(String.format(Locale.ROOT, "%d %%", Math.round(100 * portrait.zoom())));
  }
}
