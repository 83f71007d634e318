package studio.anycost.app.fx.panel;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import studio.anycost.app.document.History;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ThumbnailState;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/**
 * Every change of the document, newest first; a click goes there. Work that was undone before
 * something else was done stands above the entry that it began at.
 */
public final class HistoryPanel extends View<VBox> {
  private static final double ROW = 34;
  private static final double PICTURE = 28;
  private static final double ROUND = 6;

  /** A line of the list. */
  private record Row(long index, String label, State state, PortraitDocument portrait) {
    enum State {
      DONE,
      CURRENT,
      UNDONE,
      /** The index is that of a branch. */
      BRANCH
    }
  }

  private final DocumentState documents;
  private final ThumbnailState thumbnails;
  private final ThumbnailImages images;
  private final List<Cell> cells = new ArrayList<>();
  private final ListView<Row> list = new ListView<>();

  @Inject
  public HistoryPanel(DocumentState documents, ThumbnailState thumbnails, ThumbnailImages images) {
    super(new VBox());
    this.documents = documents;
    this.thumbnails = thumbnails;
    this.images = images;
    node().setId("history-panel");
    list.setId("history");
    list.setAccessibleText(Texts.of("panel.historyPanel.history"));
    list.getStyleClass().add("history-list");
    list.setFixedCellSize(ROW);
    list.setCellFactory(
        view -> {
          Cell cell = new Cell();
          cells.add(cell);
          return cell;
        });
    list.setMinHeight(3 * ROW);
    VBox.setVgrow(list, Priority.ALWAYS);
    node().getChildren().add(list);
    list.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            jump(list.getSelectionModel().getSelectedItem());
            event.consume();
          }
        });
  }

  @Override
  protected void onAttach() {
    onChange(documents.timelineProperty(), this::show);
    onChange(thumbnails.versionProperty(), () -> cells.forEach(Cell::showPicture));
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
          rows.add(new Row(branch.id(), label(branch), Row.State.BRANCH, branch.last().value()));
        }
      }
      History.Entry<PortraitDocument> entry = timeline.entries().get(i);
      rows.add(new Row(i, entry.label(), state, entry.value()));
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
    return branch.steps() > 1
        ? Texts.of("panel.historyPanel.branch", branch.last().label(), branch.steps())
        : branch.last().label();
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

    private final ImageView picture = new ImageView();
    private final StackPane frame = new StackPane(picture);
    private final HBox branching = new HBox(6);

    Cell() {
      frame.getStyleClass().add("history-picture");
      frame.setMinSize(PICTURE, PICTURE);
      frame.setMaxSize(PICTURE, PICTURE);
      picture.setFitWidth(PICTURE);
      picture.setFitHeight(PICTURE);
      picture.setSmooth(true);
      Rectangle shape = new Rectangle(PICTURE, PICTURE);
      shape.setArcWidth(ROUND);
      shape.setArcHeight(ROUND);
      picture.setClip(shape);
      branching.setAlignment(Pos.CENTER_LEFT);
      // As wide as the list: what is too long is cut off, and the list does not scroll sideways.
      setPrefWidth(0);
      setTextOverrun(OverrunStyle.ELLIPSIS);
      setOnMouseClicked(
          event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
              jump(getItem());
            }
          });
    }

    /** In place: a cell that is made anew under the pointer would not be clicked. */
    void showPicture() {
      if (getItem() != null) {
        picture.setImage(images.of(getItem().portrait()));
      }
    }

    @Override
    protected void updateItem(Row row, boolean empty) {
      super.updateItem(row, empty);
      boolean branch = row != null && !empty && row.state() == Row.State.BRANCH;
      setText(row == null || empty ? null : row.label());
      if (row == null || empty) {
        setGraphic(null);
      } else {
        showPicture();
        branching
            .getChildren()
            .setAll(branch ? List.of(Icons.of(Signs.BRANCH), frame) : List.of(frame));
        setGraphic(branching);
      }
      if (row == null || empty) {
        Tips.clear(this);
      } else {
        Tips.set(
            this,
            branch
                ? Texts.of("panel.historyPanel.undoneBeforeGoesBack", row.label())
                : row.label());
      }
      setId(row == null || empty ? null : (branch ? "history-branch-" : "history-") + row.index());
      pseudoClassStateChanged(BRANCH, branch);
      pseudoClassStateChanged(CURRENT, row != null && row.state() == Row.State.CURRENT);
      pseudoClassStateChanged(UNDONE, row != null && row.state() == Row.State.UNDONE);
    }
  }
}
