package studio.anycost.app.fx.portrait;

import java.util.Locale;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;

/** The floating bar under a picture: zoom, fit, 100 %, and what else is added. */
public final class ZoomBar extends HBox {
  private final Zoomable picture;
  private final Button percent = new Button();

  public ZoomBar(Zoomable picture) {
    this.picture = picture;
    setId("zoom-bar");
    getStyleClass().add("floating-bar");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    percent.setId("zoom-percent");
    percent.getStyleClass().addAll("flat", "zoom-percent");
    percent.setOnAction(event -> picture.actualSize());
    percent.setFocusTraversable(false);
    Tips.set(percent, "Show one picture pixel on one screen pixel, 100 % (1)");
    getChildren()
        .addAll(
            button("zoom-out", Signs.ZOOM_OUT, "Zoom out (-)", picture::zoomOut),
            percent,
            button("zoom-in", Signs.ZOOM_IN, "Zoom in (+)", picture::zoomIn),
            button("zoom-fit", Signs.FIT, "Fit the picture to the window (0)", picture::fit));
    picture.viewportProperty().addListener(observable -> update());
    update();
  }

  /** Adds something at the end of the bar, after a line. */
  void addApart(Node node) {
    getChildren().addAll(new Separator(Orientation.VERTICAL), node);
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

  private void update() {
    percent.setText(String.format(Locale.ROOT, "%d %%", Math.round(100 * picture.zoom())));
  }
}
