package studio.anycost.app.fx.direction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import studio.anycost.app.engine.DirectionTable;
import studio.anycost.app.engine.DirectionTable.Neighbour;
import studio.anycost.app.engine.DirectionTable.Row;
import studio.anycost.app.fx.words.Texts;

/** What is known of each direction; a click on a heading sorts, and all of it can be copied. */
final class FiguresTable {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final double NAME = 146;

  /** Wider names are cut in their middle. */
  private static final double WIDEST_NAME = 300;

  private static final double CHARACTER = 6.8;
  private static final double FIGURE = 102;
  private static final double ANGLE = 76;

  private final TableView<Row> node = new TableView<>();

  /** How a value reads, by column. */
  private final List<Function<Row, String>> texts = new ArrayList<>();

  /**
   * @param id of the table
   */
  FiguresTable(String id, DirectionTable table) {
    node.setId(id);
    node.setAccessibleText(Texts.of("direction.figuresTable.figuresOfTheDirections"));
    node.getStyleClass().add("figures-table");
    node.setPlaceholder(new Label(Texts.of("direction.figuresTable.noDirections")));
    node.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    double names = widthOfNames(table);
    add(
        Texts.of("direction.figuresTable.attribute"),
        names,
        row -> row.name().replace('_', ' '),
        row -> row.name().toLowerCase());
    for (int i = 0; i < table.differing(); i++) {
      figure(table, i);
    }
    number(
        Texts.of("direction.figuresTable.standardDeviation"),
        FIGURE,
        row -> OptionalDouble.of(row.deviation()),
        "%.3f");
    add(
        Texts.of("direction.figuresTable.nearestOther"),
        names,
        row -> row.nearest().map(each -> each.name().replace('_', ' ')).orElse(""),
        row -> row.nearest().map(Neighbour::name).orElse("").toLowerCase());
    number(
        Texts.of("direction.figuresTable.angle"),
        ANGLE,
        row ->
            row.nearest()
                .map(each -> OptionalDouble.of(each.degrees()))
                .orElse(OptionalDouble.empty()),
        "%.0f\u00b0");
    for (int i = table.differing(); i < table.figures().size(); i++) {
      figure(table, i);
    }
    SortedList<Row> sorted = new SortedList<>(FXCollections.observableArrayList(table.rows()));
    sorted.comparatorProperty().bind(node.comparatorProperty());
    node.setItems(sorted);
    node.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (COPY.match(event)) {
            copy();
            event.consume();
          }
        });
  }

  private static double widthOfNames(DirectionTable table) {
    int longest = table.rows().stream().mapToInt(row -> row.name().length()).max().orElse(0);
    return Math.max(NAME, Math.min(WIDEST_NAME, CHARACTER * longest + 24));
  }

  /** Between words a heading is wrapped, not within one. */
  private static double widthOfWords(String heading) {
    int longest = Stream.of(heading.split(" ")).mapToInt(String::length).max().orElse(0);
    return CHARACTER * longest + 44;
  }

  private void figure(DirectionTable table, int at) {
    boolean counted =
        table.rows().stream()
            .flatMapToDouble(row -> row.figures().get(at).stream())
            .allMatch(value -> value == Math.rint(value) && Math.abs(value) < 1e9);
    number(
        heading(table.figures().get(at)),
        FIGURE,
        row -> row.figures().get(at),
        counted ? "%.0f" : "%.3f");
  }

  private static String heading(String figure) {
    return figure.substring(0, 1).toUpperCase(Locale.ROOT) + figure.substring(1);
  }

  private void number(
      String heading, double width, Function<Row, OptionalDouble> value, String form) {
    TableColumn<Row, Comparable<?>> column =
        add(
            heading,
            Math.max(width, widthOfWords(heading)),
            row -> text(value.apply(row), form),
            row -> value.apply(row).orElse(Double.NEGATIVE_INFINITY));
    column.getStyleClass().add("figure");
  }

  private static String text(OptionalDouble value, String form) {
    return value.isPresent() ? String.format(Texts.locale(), form, value.getAsDouble()) : "";
  }

  private TableColumn<Row, Comparable<?>> add(
      String heading, double width, Function<Row, String> text, Function<Row, Comparable<?>> key) {
    Label title = new Label(heading);
    title.setWrapText(true);
    TableColumn<Row, Comparable<?>> column = new TableColumn<>();
    column.setGraphic(title);
    column.setUserData(heading);
    title.maxWidthProperty().bind(column.widthProperty().subtract(20));
    column.setPrefWidth(width);
    column.setMinWidth(ANGLE);
    column.setReorderable(false);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(key.apply(row.getValue())));
    column.setCellFactory(
        of ->
            new TableCell<>() {
              @Override
              protected void updateItem(Comparable<?> item, boolean empty) {
                super.updateItem(item, empty);
                Row row = empty || getTableRow() == null ? null : getTableRow().getItem();
                setText(row == null ? "" : text.apply(row));
                // What tells long names apart often stands at their end.
                setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
              }
            });
    texts.add(text);
    node.getColumns().add(column);
    return column;
  }

  TableView<Row> node() {
    return node;
  }

  /** Puts the chosen rows on the clipboard, all if there is no more than one. */
  void copy() {
    List<Row> chosen = List.copyOf(node.getSelectionModel().getSelectedItems());
    ClipboardContent content = new ClipboardContent();
    content.putString(text(chosen.size() > 1 ? chosen : node.getItems()));
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** Rows in the order in which they are shown, below their headings; tabs between values. */
  String text(List<Row> rows) {
    String head =
        node.getColumns().stream()
            .map(column -> (String) column.getUserData())
            .collect(Collectors.joining("\t"));
    return rows.stream()
        .map(row -> texts.stream().map(text -> text.apply(row)).collect(Collectors.joining("\t")))
        .collect(Collectors.joining("\n", head + "\n", "\n"));
  }
}
