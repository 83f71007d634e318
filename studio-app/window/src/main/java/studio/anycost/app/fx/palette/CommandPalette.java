package studio.anycost.app.fx.palette;

import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.state.ViewState;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/**
 * A field over the window that finds every action by its name and does it, and whatever else has a
 * name. JavaFX thread only.
 */
public final class CommandPalette extends View<StackPane> {
  private static final String ID = "palette";
  private static final double WIDTH = 520;
  private static final double ROW = 38;
  private static final int MOST_ROWS = 9;

  private final ViewState views;
  private final ActionSearch search;
  private final Supplier<List<StudioAction>> more;
  private final TextField field = new TextField();
  private final ListView<StudioAction> found = new ListView<>();
  private List<StudioAction> named = List.of();
  private Node focusedBefore;

  /**
   * @param actions listed before anything is typed
   * @param more what else can be found by its name; asked each time the palette opens
   */
  public CommandPalette(
      ViewState views, List<StudioAction> actions, Supplier<List<StudioAction>> more) {
    super(new StackPane());
    this.views = views;
    this.search = new ActionSearch(actions);
    this.more = more;
    field.setId(ID + "-field");
    field.setPromptText(Texts.of("palette.commandPalette.whatDoYouWant"));
    field.setAccessibleText(Texts.of("palette.commandPalette.findAnAction"));
    field.textProperty().addListener(observable -> find());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    found.setId(ID + "-found");
    found.setFixedCellSize(ROW);
    found.setCellFactory(list -> new ActionCell());
    found.setFocusTraversable(false);
    found.setOnMouseClicked(event -> choose());
    Label nothing = new Label(Texts.of("palette.commandPalette.noActionHasThat"));
    nothing.getStyleClass().add("muted");
    found.setPlaceholder(nothing);
    VBox card = new VBox(8, field, found);
    card.getStyleClass().add("palette");
    card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    StackPane.setAlignment(card, Pos.TOP_CENTER);
    node().setId(ID);
    node().getStyleClass().add("palette-scrim");
    node().getChildren().add(card);
    node().setVisible(false);
    node()
        .setOnMousePressed(
            event -> {
              if (event.getTarget() == node()) {
                close();
              }
            });
  }

  @Override
  protected void onAttach() {
    onChange(views.paletteProperty(), this::show);
  }

  private void show() {
    boolean wanted = views.paletteProperty().get();
    if (wanted == node().isVisible()) {
      return;
    }
    node().setVisible(wanted);
    if (wanted) {
      focusedBefore = node().getScene().getFocusOwner();
      named = more.get();
      field.clear();
      find();
      field.requestFocus();
    } else if (focusedBefore != null) {
      focusedBefore.requestFocus();
      focusedBefore = null;
    }
  }

  private void close() {
    views.paletteProperty().set(false);
  }

  private void find() {
    List<StudioAction> actions = search.find(field.getText(), named);
    found.getItems().setAll(actions);
    found.setPrefHeight(ROW * Math.max(1, Math.min(MOST_ROWS, actions.size())) + 2);
    found.getSelectionModel().selectFirst();
    found.scrollTo(0);
  }

  private void pressed(KeyEvent event) {
    KeyCode key = event.getCode();
    if (key == KeyCode.ESCAPE) {
      close();
    } else if (key == KeyCode.ENTER) {
      choose();
    } else if (key == KeyCode.DOWN) {
      move(1);
    } else if (key == KeyCode.UP) {
      move(-1);
    } else {
      return;
    }
    event.consume();
  }

  private void move(int by) {
    int count = found.getItems().size();
    if (count > 0) {
      int next = Math.floorMod(found.getSelectionModel().getSelectedIndex() + by, count);
      found.getSelectionModel().select(next);
      found.scrollTo(next);
    }
  }

  private void choose() {
    StudioAction action = found.getSelectionModel().getSelectedItem();
    if (action != null && !action.disabled().get()) {
      close();
      action.fire();
    }
  }

  /** An action: its icon, name, group and key. */
  private static final class ActionCell extends ListCell<StudioAction> {
    private final Label label = new Label();
    private final Label group = new Label();
    private final Label key = new Label();
    private final HBox row = new HBox(10);

    ActionCell() {
      group.getStyleClass().add("muted");
      key.getStyleClass().add("key-cap");
      key.setMinWidth(Region.USE_PREF_SIZE);
      key.managedProperty().bind(key.visibleProperty());
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      row.setAlignment(Pos.CENTER_LEFT);
      row.getChildren().addAll(label, group, gap, key);
    }

    @Override
    protected void updateItem(StudioAction action, boolean empty) {
      super.updateItem(action, empty);
      setText(null);
      if (empty || action == null) {
        setGraphic(null);
        return;
      }
      label.setText(action.label());
      label.setGraphic(Icons.of(action.icon()));
      label.setGraphicTextGap(10);
      group.setText(action.group());
      key.setText(action.keyTexts().split(", ")[0]);
      key.setVisible(!action.keys().isEmpty());
      row.setOpacity(action.disabled().get() ? 0.45 : 1);
      setAccessibleText(
          action.disabled().get()
              ? Texts.of("palette.commandPalette.notNow", action.tip())
              : action.tip());
      setGraphic(row);
    }
  }
}
