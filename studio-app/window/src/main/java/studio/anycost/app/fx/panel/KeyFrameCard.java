package studio.anycost.app.fx.panel;

import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/** A key frame of an animation: a small picture to be chosen, moved and removed. */
final class KeyFrameCard extends StackPane {
  private static final double SIDE = 64;
  private static final double ROUND = 8;

  private final Button button = new Button();
  private final ImageView picture = new ImageView();
  private final MenuItem left =
      new MenuItem(Texts.of("panel.keyFrameCard.moveToTheLeft"), Icons.of(Signs.MOVE_LEFT));
  private final MenuItem right =
      new MenuItem(Texts.of("panel.keyFrameCard.moveToTheRight"), Icons.of(Signs.MOVE_RIGHT));
  private final MenuItem remove =
      new MenuItem(Texts.of("panel.keyFrameCard.remove"), Icons.of(Signs.REMOVE));
  private final Button cross = Icons.iconOnly(new Button(), Signs.REMOVE);

  KeyFrameCard(int index, int count) {
    setId("key-frame-" + index + "-card");
    getStyleClass().add("key-frame");
    button.setId("key-frame-" + index);
    button.setAccessibleText(Texts.of("panel.keyFrameCard.keyFrameOf", index + 1, count));
    Tips.set(button, Texts.of("panel.keyFrameCard.showThisFaceAlt"));
    picture.setFitWidth(SIDE);
    picture.setFitHeight(SIDE);
    picture.setSmooth(true);
    Rectangle shape = new Rectangle(SIDE, SIDE);
    shape.setArcWidth(ROUND);
    shape.setArcHeight(ROUND);
    picture.setClip(shape);
    button.setGraphic(picture);
    button.setMinSize(SIDE + 4, SIDE + 4);
    button.setMaxSize(SIDE + 4, SIDE + 4);
    left.setDisable(index == 0);
    right.setDisable(index == count - 1);
    button.setContextMenu(new ContextMenu(left, right, remove));
    cross.setId("key-frame-" + index + "-remove");
    cross.setAccessibleText(Texts.of("panel.keyFrameCard.removeKeyFrame", index + 1));
    cross.getStyleClass().add("key-frame-remove");
    cross.setFocusTraversable(false);
    cross.visibleProperty().bind(hoverProperty().or(button.focusVisibleProperty()));
    StackPane.setAlignment(cross, Pos.TOP_RIGHT);
    getChildren().addAll(button, cross);
  }

  Button button() {
    return button;
  }

  void show(Image image) {
    picture.setImage(image);
  }

  /**
   * @param moved takes -1 for a place to the left and 1 for one to the right
   */
  void onMove(IntConsumer moved) {
    left.setOnAction(event -> moved.accept(-1));
    right.setOnAction(event -> moved.accept(1));
  }

  void onRemove(Runnable removed) {
    remove.setOnAction(event -> removed.run());
    cross.setOnAction(event -> removed.run());
  }
}
