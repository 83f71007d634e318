package studio.anycost.app.fx.grid;

import java.util.Arrays;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.compare.Compared;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.Words;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;

/** One variant: its picture or where it differs, and its figures. */
final class VariantTile extends VBox {
  private final Compared compared;
  private final CommonPlace place;
  private final Image picture;
  private final Image difference;
  private final ImageView view = new ImageView();
  private final Label name = new Label();
  private final Label same = new Label(Texts.of("grid.variantTile.noDifference"));
  private final boolean equal;
  private final Label figures = new Label();
  private double side = 1;
  private final InvalidationListener follow = observable -> show();
  private double lastX;
  private double lastY;

  /**
   * @param side of the full picture: smaller ones are enlarged smoothly to it
   * @param place that all of them show
   */
  VariantTile(String id, Compared compared, int side, CommonPlace place) {
    this.compared = compared;
    this.place = place;
    this.picture = FxImages.of(ScreenPicture.of(compared.picture(), side));
    this.difference = FxImages.of(ScreenPicture.of(compared.difference(), side));
    this.equal = isBlack(compared.difference());
    setId(id);
    getStyleClass().add("variant-tile");
    view.setSmooth(true);
    view.setPreserveRatio(true);
    view.setImage(picture);
    same.setId(id + "-same");
    same.getStyleClass().add("picture-tag");
    same.setMouseTransparent(true);
    same.setVisible(false);
    StackPane frame = new StackPane(view, same);
    frame.getStyleClass().add("cell-frame");
    name.setText(compared.variant().name());
    name.setMinHeight(Region.USE_PREF_SIZE);
    name.getStyleClass().add("strong");
    Tips.set(name, compared.variant().name());
    figures.setText(
        Texts.of(
            "grid.variantTile.distanceOfThisFace",
            compared.distance(),
            Words.milliseconds(compared.milliseconds()),
            Words.work(compared.macs())));
    figures.setId(id + "-figures");
    Tips.set(figures, Texts.of("grid.variantTile.whatTheFiguresMean"));
    figures.getStyleClass().add("muted");
    figures.setWrapText(true);
    figures.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(frame, name, figures);
    place.property().addListener(new WeakInvalidationListener(follow));
    frame.setOnScroll(
        event -> {
          if (event.getDeltaY() != 0) {
            place.zoom(
                event.getX() / view.getFitWidth(),
                event.getY() / view.getFitWidth(),
                Math.pow(1.0025, event.getDeltaY()));
          }
          event.consume();
        });
    frame.setOnMousePressed(this::remember);
    frame.setOnMouseDragged(
        event -> {
          place.pan(
              (event.getX() - lastX) / view.getFitWidth(),
              (event.getY() - lastY) / view.getFitWidth());
          remember(event);
        });
    show();
  }

  private void remember(MouseEvent event) {
    lastX = event.getX();
    lastY = event.getY();
  }

  Compared compared() {
    return compared;
  }

  /** Shows the picture, or where it differs from the full one. */
  void showDifference(boolean differs) {
    view.setImage(differs ? difference : picture);
    same.setVisible(differs && equal);
    show();
  }

  /** Nothing but black looks as if nothing had been rendered. */
  private static boolean isBlack(RgbImage picture) {
    return Arrays.stream(picture.toArray()).allMatch(pixel -> (pixel & 0xffffff) == 0);
  }

  /** Height of what stands below the picture, once it is on the screen. */
  double words() {
    applyCss();
    return name.prefHeight(side) + figures.prefHeight(side) + 2 * getSpacing();
  }

  void setSide(double side) {
    this.side = side;
    view.setFitWidth(side);
    view.setFitHeight(side);
    setMaxWidth(side);
    setPrefWidth(side);
  }

  private void show() {
    double pixels = view.getImage().getWidth();
    Rectangle2D part = place.property().get();
    view.setViewport(
        new Rectangle2D(
            part.getMinX() * pixels,
            part.getMinY() * pixels,
            part.getWidth() * pixels,
            part.getHeight() * pixels));
  }
}
