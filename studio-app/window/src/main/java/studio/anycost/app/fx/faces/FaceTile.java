package studio.anycost.app.fx.faces;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.StrokeIcon;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;

/** One face of the wall: its picture, a button; its name, and a star. Shows one after another. */
final class FaceTile extends VBox {
  /** Height of the line below the picture. */
  static final double CAPTION = 26;

  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final double ARC = 8;

  /**
   * What is to be seen of a face.
   *
   * @param title for people: "Face 9"
   * @param name the short form of it
   * @param picture if there is one yet
   * @param favourite whether it is among them
   * @param current whether it is that of the portrait
   */
  record Shown(
      String title,
      String name,
      Optional<ScreenPicture> picture,
      boolean favourite,
      boolean current) {}

  private final ImageView view = new ImageView();
  private final StackPane frame = new StackPane(view);
  private final Button button = new Button();
  private final Label caption = new Label();
  private final ToggleButton star = new ToggleButton();
  private final StrokeIcon starIcon = Icons.of(Signs.FAVOURITE);
  private Optional<ScreenPicture> picture = Optional.empty();
  private String title = "";
  private int index = -1;

  /**
   * @param take the face of this tile is to be taken
   * @param favour it is to be a favourite, or none any more
   */
  FaceTile(Runnable take, Runnable favour) {
    getStyleClass().add("face-tile");
    view.setSmooth(true);
    view.setPreserveRatio(true);
    view.setManaged(false);
    view.fitWidthProperty().bind(frame.widthProperty());
    view.fitHeightProperty().bind(frame.heightProperty());
    frame.getStyleClass().add("cell-frame");
    Rectangle clip = new Rectangle();
    clip.setArcWidth(2 * ARC);
    clip.setArcHeight(2 * ARC);
    clip.widthProperty().bind(frame.widthProperty());
    clip.heightProperty().bind(frame.heightProperty());
    frame.setClip(clip);
    StackPane ring = new StackPane(frame);
    ring.getStyleClass().add("cell-ring");
    button.getStyleClass().setAll("button", "grid-cell");
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.setGraphic(ring);
    button.setFocusTraversable(false);
    button.setOnAction(event -> take.run());
    caption.getStyleClass().add("face-name");
    caption.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    caption.setMinWidth(0);
    caption.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(caption, Priority.ALWAYS);
    star.getStyleClass().addAll("flat", "icon-button", "face-star");
    star.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    star.setGraphic(starIcon);
    star.setFocusTraversable(false);
    star.setOnAction(event -> favour.run());
    HBox line = new HBox(2, caption, star);
    line.setAlignment(Pos.CENTER_LEFT);
    line.setMinHeight(CAPTION);
    line.setMaxHeight(CAPTION);
    getChildren().addAll(button, line);
    setManaged(false);
  }

  /** The place on the wall that is shown, -1 for none. */
  int index() {
    return index;
  }

  void setIndex(int place) {
    if (place == index) {
      return;
    }
    index = place;
    if (place < 0) {
      return;
    }
    button.setId("face-" + place);
    star.setId("face-" + place + "-star");
  }

  /** What the keyboard goes to. */
  Button button() {
    return button;
  }

  /** Makes the picture square with a given side. */
  void setSide(double side) {
    frame.setMinSize(side, side);
    frame.setPrefSize(side, side);
    frame.setMaxSize(side, side);
  }

  void show(Shown shown) {
    if (!shown.picture().equals(picture)) {
      picture = shown.picture();
      view.setImage(picture.map(FxImages::of).orElse(null));
    }
    if (!shown.title().equals(title)) {
      title = shown.title();
      caption.setText(shown.name());
      Tips.set(star, Texts.of("faces.faceTile.keepItAmongThe", title));
    }
    String name = shown.favourite() ? Texts.of("faces.faceTile.favourite", title) : title;
    button.setAccessibleText(shown.current() ? Texts.of("faces.faceTile.taken", name) : name);
    star.setAccessibleText(Texts.of("faces.faceTile.isAFavourite", title));
    star.setSelected(shown.favourite());
    starIcon.setFilled(shown.favourite());
    button.pseudoClassStateChanged(CURRENT, shown.current());
  }
}
