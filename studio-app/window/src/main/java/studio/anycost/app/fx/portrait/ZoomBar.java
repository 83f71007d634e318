package studio.anycost.app.fx.portrait;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/** The floating bar under a picture: zoom, fit, 100 %, and what else is added. */
public final class ZoomBar extends HBox {
  private static final List<Double> PRESETS = List.of(0.5, 1.0, 2.0, 4.0, 8.0);

  /** Of the room for it: with less the size of the picture would push buttons out. */
  private static final double NARROW = 500;

  /** Of the room for it: with less, its buttons have icons only. */
  private static final double TIGHT = 400;

  private final Zoomable picture;
  private final MenuButton percent = new MenuButton();
  private final Label size = new Label();

  public ZoomBar(Zoomable picture) {
    this.picture = picture;
    setId("zoom-bar");
    getStyleClass().add("floating-bar");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    percent.setId("zoom-percent");
    percent.getStyleClass().addAll("flat", "no-arrow", "zoom-percent");
    Tips.set(percent, Texts.of("portrait.zoomBar.chooseAZoomAt"));
    MenuItem fit = new MenuItem(Texts.of("portrait.zoomBar.fitToTheWindow"));
    fit.setOnAction(event -> picture.fit());
    percent.getItems().add(fit);
    for (double factor : PRESETS) {
      MenuItem preset = new MenuItem(percent(factor));
      preset.setId("zoom-to-" + Math.round(100 * factor));
      preset.setOnAction(event -> picture.zoomTo(factor));
      percent.getItems().add(preset);
    }
    size.setId("zoom-size");
    size.getStyleClass().add("readout");
    size.setMinWidth(USE_PREF_SIZE);
    size.managedProperty().bind(size.visibleProperty());
    Tips.install(size, Texts.of("portrait.zoomBar.pixelsOfThePicture"));
    getChildren()
        .addAll(
            size,
            button(
                "zoom-out", Signs.ZOOM_OUT, Texts.of("portrait.zoomBar.zoomOut"), picture::zoomOut),
            percent,
            button("zoom-in", Signs.ZOOM_IN, Texts.of("portrait.zoomBar.zoomIn"), picture::zoomIn),
            button(
                "zoom-fit", Signs.FIT, Texts.of("portrait.zoomBar.fitThePictureTo"), picture::fit));
    picture.viewportProperty().addListener(observable -> update());
    parentProperty()
        .flatMap(parent -> ((Region) parent).widthProperty())
        // There is no room while it is in no window.
        .addListener(
            (observable, old, room) -> {
              if (room != null) {
                fit(room.doubleValue());
              } else {
                size.setVisible(false);
              }
            });
    update();
  }

  private void fit(double room) {
    size.setVisible(room >= NARROW);
    for (Node node : getChildren()) {
      if (node instanceof ButtonBase button && button != percent && button.getGraphic() != null) {
        button.setContentDisplay(
            room < TIGHT || button.getText() == null || button.getText().isEmpty()
                ? ContentDisplay.GRAPHIC_ONLY
                : ContentDisplay.LEFT);
      }
    }
  }

  /** Offers something else about the pixels, below the presets. */
  void addChoice(MenuItem choice) {
    percent.getItems().addAll(new SeparatorMenuItem(), choice);
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
    button.setAccessibleText(tip);
    button.setOnAction(event -> action.run());
    Tips.set(button, tip);
    return button;
  }

  private void update() {
    Viewport view = picture.viewportProperty().get();
    percent.setText(percent(picture.zoom()));
    percent.setAccessibleText(Texts.of("portrait.zoomBar.zoom", percent.getText()));
    size.setText(view.across() + " \u00d7 " + view.down() + " px");
  }

  private static String percent(double factor) {
    return String.format(Texts.locale(), "%d %%", Math.round(100 * factor));
  }
}
