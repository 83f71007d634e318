package studio.anycost.app.fx.grid;

import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import studio.anycost.app.fx.portrait.FxImages;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.ScreenPicture;

/** One sub-generator's picture with what it costs; a button. */
final class GridCell extends Button {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");
  private static final PseudoClass LEFT_OUT = PseudoClass.getPseudoClass("left-out");
  private static final double ARC = 8;

  /** Side of the picture that is shown where the mouse rests on a small one. */
  private static final double CLOSE = 320;

  /** Height of the line below the picture. */
  static final double CAPTION = 24;

  private final ImageView picture = new ImageView();
  private final StackPane frame = new StackPane(picture);
  private final Label time = new Label();
  private final Label cost = new Label();
  private final Label remark = new Label();
  private final Label used = new Label(Texts.of("grid.gridCell.inUse"));
  private final String name;
  private final Tooltip closer = Tips.tip("");
  private final ImageView close = new ImageView();
  private String twin = "";
  private boolean leftOut;

  GridCell(String id, String work, String accessible) {
    setId(id);
    getStyleClass().setAll("button", "grid-cell");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    name = accessible;
    setAccessibleText(accessible);
    setMinSize(56, 56);
    setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    picture.setSmooth(true);
    picture.setPreserveRatio(true);
    picture.setManaged(false);
    frame.getStyleClass().add("cell-frame");
    remark.setId(id + "-remark");
    remark.getStyleClass().add("cell-remark");
    remark.setWrapText(true);
    remark.setVisible(false);
    used.setId(id + "-used");
    used.getStyleClass().add("picture-tag");
    used.setVisible(false);
    StackPane.setAlignment(used, Pos.TOP_LEFT);
    StackPane.setMargin(used, new Insets(4));
    used.setMinWidth(Region.USE_PREF_SIZE);
    frame.getChildren().addAll(remark, used);
    close.setFitWidth(CLOSE);
    close.setFitHeight(CLOSE);
    close.setSmooth(true);
    closer.setGraphic(close);
    closer.setContentDisplay(ContentDisplay.TOP);
    closer.setMaxWidth(CLOSE + 24);
    time.managedProperty().bind(time.visibleProperty());
    cost.setText(work);
    cost.managedProperty().bind(cost.visibleProperty());
    cost.getStyleClass().add("cell-work");
    time.setId(id + "-ms");
    time.getStyleClass().add("cell-time");
    for (Label label : new Label[] {time, cost}) {
      label.setMinWidth(Region.USE_PREF_SIZE);
    }
    HBox caption = new HBox(8, time, cost);
    caption.getStyleClass().add("cell-caption");
    caption.setAlignment(Pos.CENTER);
    caption.setMinHeight(CAPTION);
    caption.setMaxHeight(CAPTION);
    StackPane ring = new StackPane(frame);
    ring.getStyleClass().add("cell-ring");
    Rectangle clip = new Rectangle();
    clip.setArcWidth(2 * ARC);
    clip.setArcHeight(2 * ARC);
    clip.widthProperty().bind(frame.widthProperty());
    clip.heightProperty().bind(frame.heightProperty());
    frame.setClip(clip);
    picture.fitWidthProperty().bind(frame.widthProperty());
    picture.fitHeightProperty().bind(frame.heightProperty());
    ring.setMaxWidth(Region.USE_PREF_SIZE);
    VBox content = new VBox(ring, caption);
    content.setAlignment(Pos.TOP_CENTER);
    setGraphic(content);
    clear();
  }

  /**
   * Makes the picture square with a given side.
   *
   * @param wide whether both figures have room below it
   */
  void setSide(double side, boolean wide) {
    // Which other it is the same as is worth more than its time, which is that one's.
    boolean isTwin = !twin.isEmpty();
    if (isTwin) {
      cost.setText(wide ? Texts.of("grid.gridCell.sameAs", twin) : "= " + twin);
    }
    cost.setVisible(wide || isTwin);
    time.setVisible(!leftOut && (wide || !isTwin));
    if (!leftOut) {
      setTooltip(isFilled() && side < CLOSE * 0.75 ? closer : null);
    }
    frame.setMinSize(side, side);
    frame.setPrefSize(side, side);
    frame.setMaxSize(side, side);
  }

  /** Nothing rendered yet. */
  void clear() {
    picture.setImage(null);
    time.setText("\u2026");
    pseudoClassStateChanged(PENDING, true);
  }

  /**
   * It is the same sub-generator as one of another ratio.
   *
   * @param other that ratio, "1 ×"
   */
  void sameAs(String other) {
    twin = other;
    setAccessibleText(Texts.of("grid.gridCell.theSameAs", name, other));
  }

  /**
   * There will be no picture.
   *
   * @param words in its place
   * @param reason a sentence
   */
  void leaveOut(String words, String reason) {
    remark.setText(words);
    remark.setVisible(true);
    leftOut = true;
    time.setVisible(false);
    pseudoClassStateChanged(PENDING, false);
    pseudoClassStateChanged(LEFT_OUT, true);
    Tips.set(this, reason);
  }

  /** A finished render. */
  void show(ScreenPicture rendered, String milliseconds) {
    picture.setImage(FxImages.of(rendered));
    time.setText(milliseconds);
    close.setImage(picture.getImage());
    closer.setText(getAccessibleText() + " (" + milliseconds + ")");
    pseudoClassStateChanged(PENDING, false);
  }

  /** Whether this is the preview in use. */
  void markCurrent(boolean current) {
    pseudoClassStateChanged(CURRENT, current);
    used.setVisible(current);
    setAccessibleHelp(current ? Texts.of("grid.gridCell.thePreviewInUse") : null);
  }

  /** Whether a picture is there. */
  boolean isFilled() {
    return picture.getImage() != null;
  }
}
