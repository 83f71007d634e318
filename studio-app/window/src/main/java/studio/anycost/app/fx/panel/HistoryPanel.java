package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.anycost.app.document.History;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.action.ActionNodes;
import studio.anycost.app.fx.action.StudioAction;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;

/**
 * Every change of the document, newest first; a click goes there. Work that was undone before
 * something else was done stands above the entry that it began at.
 */
public final class HistoryPanel extends View<VBox> {
  private static final double ROW = 28;

  /** A line of the list. */
  private record Row(long index, String label, State state) {
    enum State {
      DONE,
      CURRENT,
      UNDONE,
      /** The index is that of a branch. */
      BRANCH
    }
  }

  private final DocumentState documents;
  private final ListView<Row> list = new ListView<>();

  @Inject
  public HistoryPanel(DocumentState documents) {
    super(new VBox());
    this.documents = documents;
    node().setId("history-panel");
    node().getStyleClass().addAll("side-section", "grow");
    VBox.setVgrow(node(), Priority.ALWAYS);
    list.setId("history");
    list.getStyleClass().add("history-list");
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> new Cell());
    list.setMinHeight(2 * ROW);
    VBox.setVgrow(list, Priority.ALWAYS);
    list.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            jump(list.getSelectionModel().getSelectedItem());
            event.consume();
          }
        });
  }

  /** Puts the panel together with the actions of its buttons. */
  public void build(StudioAction undo, StudioAction redo) {
    Label title = new Label("History");
    title.getStyleClass().add("section-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox heading = new HBox(2, title, gap, ActionNodes.icon(undo), ActionNodes.icon(redo));
    heading.setAlignment(Pos.CENTER_LEFT);
    heading.getStyleClass().add("history-heading");
    node().getChildren().setAll(heading, list);
  }

  @Override
  protected void onAttach() {
    onChange(documents.timelineProperty(), this::show);
  }

  private void show() {
    DocumentState.Timeline timeline = documents.timelineProperty().get();
    List<Row> rows = new ArrayList<>();
    for (int i = timeline.entries().size() - 1; i >= 0; i--) {
      Row.State state =
          i < timeline.position()
              ? Row.State.DONE
              : i == timeline.position() ? Row.State.CURRENT : Row.State.UNDONE;
      for (History.Branch<PortraitDocument> branch : timeline.branches()) {
        if (branch.fork() == i) {
          rows.add(new Row(branch.id(), label(branch), Row.State.BRANCH));
        }
      }
      rows.add(new Row(i, timeline.entries().get(i).label(), state));
    }
    if (!rows.equals(list.getItems())) {
      list.getItems().setAll(rows);
      list.scrollTo(indexOfCurrent(rows));
    }
  }

  private static int indexOfCurrent(List<Row> rows) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).state() == Row.State.CURRENT) {
        return i;
      }
    }
    return 0;
  }

  private static String label(History.Branch<PortraitDocument> branch) {
    return branch.last().label() + (branch.steps() > 1 ? ", " + branch.steps() + " steps" : "");
  }

  private void jump(Row row) {
    if (row == null || row.state() == Row.State.CURRENT) {
      return;
    }
    if (row.state() == Row.State.BRANCH) {
      documents.switchTo(row.index());
    } else {
      documents.jumpTo((int) row.index());
    }
  }

  private final class Cell extends ListCell<Row> {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass BRANCH = PseudoClass.getPseudoClass("branch");
    private static final PseudoClass UNDONE = PseudoClass.getPseudoClass("undone");

    Cell() {
      // As wide as the list: what is too long is cut off, and the list does not scroll sideways.
      setPrefWidth(0);
      setTextOverrun(OverrunStyle.ELLIPSIS);
      setOnMouseClicked(event -> jump(getItem()));
    }

    @Override
    protected void updateItem(Row row, boolean empty) {
      super.updateItem(row, empty);
      boolean branch = row != null && !empty && row.state() == Row.State.BRANCH;
      setText(row == null || empty ? null : row.label());
      setGraphic(branch ? Icons.of(Signs.BRANCH) : null);
      if (row == null || empty) {
        Tips.clear(this);
      } else {
        Tips.set(this, branch ? row.label() + ": undone before; goes back there" : row.label());
      }
      setId(row == null || empty ? null : (branch ? "history-branch-" : "history-") + row.index());
      pseudoClassStateChanged(BRANCH, branch);
      pseudoClassStateChanged(CURRENT, row != null && row.state() == Row.State.CURRENT);
      pseudoClassStateChanged(UNDONE, row != null && row.state() == Row.State.UNDONE);
    }
  }
}
