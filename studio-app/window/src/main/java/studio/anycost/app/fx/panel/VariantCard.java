package studio.anycost.app.fx.panel;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.TextAlignment;
import studio.anycost.app.document.NamedVariant;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/** A variant: its small picture and its name, which can be changed in its place. */
final class VariantCard extends VBox {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final double SIDE = 46;
  private static final double ROUND = 8;

  /** Of a name: two such cards stand beside each other in the column. */
  private static final double WIDEST = 98;

  /** Of two lines. */
  private static final double NAME_HEIGHT = 30;

  /** What a person does with a card. */
  interface Actions {
    void switchTo();

    void rename(String name);

    void pin(boolean pinned);

    void replace();

    void delete();
  }

  private final NamedVariant variant;
  private final Actions actions;
  private final Button button = new Button();
  private final ImageView picture = new ImageView();
  private final Label name = new Label();
  private final TextField field = new TextField();
  private final Button more = Icons.iconOnly(new Button(), Signs.MORE);
  private final MenuItem replacing =
      new MenuItem(Texts.of("panel.variantCard.replaceWithThePortrait"));

  VariantCard(int index, NamedVariant variant, Actions actions) {
    this.variant = variant;
    this.actions = actions;
    String id = "variant-card-" + index;
    setId(id);
    getStyleClass().add("variant-card");
    setAlignment(Pos.TOP_CENTER);
    picture.setFitWidth(SIDE);
    picture.setFitHeight(SIDE);
    picture.setSmooth(true);
    Rectangle shape = new Rectangle(SIDE, SIDE);
    shape.setArcWidth(ROUND);
    shape.setArcHeight(ROUND);
    picture.setClip(shape);
    button.setId(id + "-button");
    button.getStyleClass().add("variant-button");
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.setGraphic(new StackPane(picture));
    button.setAccessibleText(
        Texts.of(
            variant.pinned() ? "panel.variantCard.pinned" : "panel.variantCard.variant",
            variant.name()));
    button.setOnAction(event -> actions.switchTo());
    Tips.set(button, Texts.of("panel.variantCard.clickToGoTo", variant.name()));
    more.setId(id + "-more");
    more.setAccessibleText(Texts.of("panel.variantCard.moreAboutVariant", variant.name()));
    more.getStyleClass().add("variant-more");
    more.setFocusTraversable(false);
    ContextMenu menu = menu();
    button.setContextMenu(menu);
    more.setOnAction(event -> menu.show(more, Side.BOTTOM, 0, 2));
    more.visibleProperty()
        .bind(hoverProperty().or(button.focusVisibleProperty()).or(menu.showingProperty()));
    StackPane.setAlignment(more, Pos.TOP_RIGHT);
    StackPane frame = new StackPane(button, more);
    frame.setMaxWidth(Region.USE_PREF_SIZE);
    if (variant.pinned()) {
      StackPane pin = new StackPane(Icons.of(Signs.PIN));
      pin.getStyleClass().add("variant-pin");
      pin.setMouseTransparent(true);
      StackPane.setAlignment(pin, Pos.TOP_LEFT);
      frame.getChildren().add(pin);
    }
    name.setText(variant.name());
    name.setId(id + "-name");
    name.getStyleClass().add("variant-name");
    name.setMaxWidth(WIDEST);
    name.setMaxHeight(NAME_HEIGHT);
    name.setWrapText(true);
    name.setAlignment(Pos.TOP_CENTER);
    name.setTextAlignment(TextAlignment.CENTER);
    Tips.set(name, variant.name());
    name.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            edit();
          }
        });
    field.setId(id + "-field");
    field.getStyleClass().add("variant-field");
    field.setMaxWidth(SIDE + 4);
    getChildren().addAll(frame, name);
    button.setOnKeyPressed(this::keyed);
    field.setOnAction(event -> finish(actions::rename));
    field
        .focusedProperty()
        .addListener(
            (observable, old, focused) -> {
              if (!focused) {
                finish(actions::rename);
              }
            });
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            finish(typed -> {});
            event.consume();
          }
        });
  }

  private ContextMenu menu() {
    MenuItem rename = new MenuItem(Texts.of("panel.variantCard.rename"));
    rename.setOnAction(event -> edit());
    MenuItem pin =
        new MenuItem(
            variant.pinned()
                ? Texts.of("panel.variantCard.unpin")
                : Texts.of("panel.variantCard.pinToTheFront"));
    pin.setOnAction(event -> actions.pin(!variant.pinned()));
    replacing.setOnAction(event -> actions.replace());
    MenuItem delete = new MenuItem(Texts.of("panel.variantCard.delete"));
    delete.setOnAction(event -> actions.delete());
    return new ContextMenu(rename, pin, replacing, new SeparatorMenuItem(), delete);
  }

  private void keyed(KeyEvent event) {
    if (event.getCode() == KeyCode.F2) {
      edit();
      event.consume();
    } else if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
      actions.delete();
      event.consume();
    }
  }

  private void edit() {
    field.setText(variant.name());
    getChildren().set(1, field);
    field.requestFocus();
    field.selectAll();
  }

  /** Enter ends it, and then the focus that goes: once is enough. */
  private void finish(Consumer<String> typed) {
    if (getChildren().get(1) == field) {
      getChildren().set(1, name);
      typed.accept(field.getText());
      if (getScene() != null) {
        button.requestFocus();
      }
    }
  }

  NamedVariant variant() {
    return variant;
  }

  /**
   * Shows what there is now.
   *
   * @param image null if there is none yet
   * @param current whether it is the portrait now
   */
  void show(Image image, boolean current) {
    picture.setImage(image);
    pseudoClassStateChanged(CURRENT, current);
    replacing.setDisable(current);
  }
}
