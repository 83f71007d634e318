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
import studio.anycost.app.fx.words.Texts;

/** The frame of a drawer: title, close button, content. */
public final class Sheet extends VBox {
  /**
   * A sheet whose content scrolls.
   *
   * @param id of the sheet; its close button is {@code id-close}
   */
  public Sheet(String id, String title, Node content, Runnable close) {
    this(id, title, close);
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    add(content, scroll);
  }

  private Sheet(String id, String title, Runnable close) {
    setId(id);
    getStyleClass().add("drawer-sheet");
    Label heading = new Label(title);
    heading.getStyleClass().add("view-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button closing = Icons.iconOnly(new Button(), Signs.CLOSE);
    closing.setId(id + "-close");
    closing.setAccessibleText(Texts.of("view.sheet.close"));
    Tips.set(closing, Texts.of("view.sheet.closeEsc"));
    closing.setOnAction(event -> close.run());
    HBox head = new HBox(8, heading, gap, closing);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("sheet-head");
    getChildren().add(head);
  }

  /**
   * A sheet whose content has the height that there is, and scrolls by itself where it has to.
   *
   * @param id of the sheet; its close button is {@code id-close}
   */
  public static Sheet filled(String id, String title, Node content, Runnable close) {
    Sheet sheet = new Sheet(id, title, close);
    sheet.add(content, content);
    return sheet;
  }

  private void add(Node content, Node shown) {
    VBox.setVgrow(shown, Priority.ALWAYS);
    content.getStyleClass().add("sheet-content");
    getChildren().add(shown);
  }
}
