package studio.anycost.app.fx.view;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The frame of a drawer: title, close button, scrolling content. */
public final class Sheet extends VBox {
  /**
   * @param id of the sheet; its close button is {@code id-close}
   */
  public Sheet(String id, String title, Node content, Runnable close) {
    setId(id);
    getStyleClass().add("drawer-sheet");
    Label heading = new Label(title);
    heading.getStyleClass().add("view-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button closing = Icons.iconOnly(new Button(), Feather.X);
    closing.setId(id + "-close");
    closing.setAccessibleText("Close");
    Tips.set(closing, "Close (Esc)");
    closing.setOnAction(event -> close.run());
    HBox head = new HBox(8, heading, gap, closing);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("sheet-head");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    content.getStyleClass().add("sheet-content");
    getChildren().addAll(head, scroll);
  }
}
