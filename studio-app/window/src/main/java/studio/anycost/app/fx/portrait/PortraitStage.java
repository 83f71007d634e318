package studio.anycost.app.fx.portrait;

import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.app.fx.view.BusyRing;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/**
 * The portrait with its bar and its other states: nothing there yet, working, failed. JavaFX thread
 * only.
 */
public final class PortraitStage extends StackPane {
  /** Work that is done sooner is not worth a sign: it would only flicker. */
  private static final Duration PATIENCE = Duration.millis(350);

  private final PortraitPane portrait = new PortraitPane();
  private static final double ABOVE_BAR = 64;

  /** From a banner to what is laid above it. */
  private static final double ABOVE_BANNER = 8;

  private final ZoomBar zoomBar = new ZoomBar(portrait);
  private final VBox message = new VBox();
  private final VBox top = new VBox(8);
  private final HBox busy = new HBox();
  private final Label busyText = new Label();
  private final PauseTransition patience = new PauseTransition(PATIENCE);
  private final ReadOnlyDoubleWrapper bannerHeight = new ReadOnlyDoubleWrapper();

  public PortraitStage() {
    setId("portrait-stage");
    message.setId("portrait-message");
    message.getStyleClass().add("portrait-message");
    message.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    message.setVisible(false);
    busy.setId("portrait-busy");
    busyText.setId("portrait-busy-text");
    busy.getChildren().addAll(BusyRing.in(busy, 16), busyText);
    busy.getStyleClass().addAll("floating-bar", "busy");
    busy.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    busy.setVisible(false);
    busy.setMouseTransparent(true);
    patience.setOnFinished(event -> busy.setVisible(true));
    CheckMenuItem pixels = new CheckMenuItem(Texts.of("portrait.portraitStage.singlePixelsX"));
    pixels.setId("zoom-pixels");
    pixels.selectedProperty().bindBidirectional(portrait.pixelsProperty());
    zoomBar.addChoice(pixels);
    zoomBar.addApart(holdButton());
    top.getChildren().add(busy);
    top.setAlignment(Pos.TOP_CENTER);
    top.setPickOnBounds(false);
    getChildren().addAll(portrait, message, zoomBar, top);
    setAlignment(zoomBar, Pos.BOTTOM_CENTER);
    setMargin(zoomBar, new Insets(0, 0, 14, 0));
    setMargin(top, new Insets(14, 16, 0, 16));
    zoomBar.setVisible(false);
  }

  private Button holdButton() {
    Button hold = new Button(Texts.of("portrait.portraitStage.before"), Icons.of(Signs.BEFORE));
    hold.setId("hold-before");
    hold.getStyleClass().add("flat");
    Tips.set(hold, Texts.of("portrait.portraitStage.holdToSeeThe"));
    hold.addEventHandler(
        MouseEvent.MOUSE_PRESSED, event -> portrait.holdBeforeProperty().set(true));
    hold.addEventHandler(
        MouseEvent.MOUSE_RELEASED, event -> portrait.holdBeforeProperty().set(false));
    hold.addEventHandler(KeyEvent.KEY_PRESSED, event -> hold(event, true));
    hold.addEventHandler(KeyEvent.KEY_RELEASED, event -> hold(event, false));
    return hold;
  }

  private void hold(KeyEvent event, boolean pressed) {
    if (event.getCode() == KeyCode.SPACE) {
      portrait.holdBeforeProperty().set(pressed);
    }
  }

  /** The picture itself. */
  public PortraitPane portrait() {
    return portrait;
  }

  /** Adds a button at the end of the bar below the picture. */
  public void addToBar(Node node) {
    zoomBar.add(node);
  }

  /**
   * Puts something above the bar below the picture, where it covers neither eyes nor hair. There is
   * one such banner.
   */
  public void setBanner(Region node) {
    getChildren().add(node);
    bannerHeight.bind(
        Bindings.when(node.visibleProperty().and(parentProperty().isNotNull()))
            .then(node.heightProperty().add(ABOVE_BANNER))
            .otherwise(0.0));
    setAlignment(node, Pos.BOTTOM_CENTER);
    setMargin(node, new Insets(0, 16, ABOVE_BAR, 16));
  }

  /**
   * How far above the place of a banner there is room for something else, in pixels: 0 where none
   * is on the screen.
   */
  public ReadOnlyDoubleProperty bannerHeightProperty() {
    return bannerHeight.getReadOnlyProperty();
  }

  /** Puts something in the upper left corner of the picture. */
  public void addNote(Node node) {
    getChildren().add(node);
    setAlignment(node, Pos.TOP_LEFT);
    setMargin(node, new Insets(14));
  }

  /** A picture is there: takes every other state away. */
  public void showPicture() {
    message.setVisible(false);
    zoomBar.setVisible(true);
  }

  /** Says what is being done, if it takes noticeably long. */
  public void showBusy(String what) {
    busyText.setText(what);
    if (!busy.isVisible()) {
      patience.playFromStart();
    }
  }

  /** Nothing is being done. */
  public void showIdle() {
    patience.stop();
    busy.setVisible(false);
  }

  /** Nothing to show yet. */
  public void showEmpty(String title, String text, Button... actions) {
    showMessage(Signs.PORTRAIT, title, text, false, actions);
  }

  /** The picture could not be made; what was on the screen stays behind the message. */
  public void showFailure(String title, String sentence, Button... actions) {
    showMessage(Signs.FAILED, title, sentence, true, actions);
  }

  private void showMessage(
      Feather icon, String title, String text, boolean failed, Button... actions) {
    Node sign = Icons.of(icon);
    sign.getStyleClass().add("message-icon");
    Label heading = new Label(title);
    heading.getStyleClass().add("message-title");
    Label body = new Label(text);
    body.setId("portrait-message-text");
    body.getStyleClass().add("message-text");
    body.setWrapText(true);
    HBox buttons = new HBox(8, actions);
    buttons.setAlignment(Pos.CENTER);
    message.getChildren().setAll(sign, heading, body, buttons);
    message.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("failed"), failed);
    message.setVisible(true);
    zoomBar.setVisible(!portrait.isEmpty());
    showIdle();
  }
}
