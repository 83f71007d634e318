package studio.anycost.plugins.tagged;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Background;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import studio.anycost.api.fx.Panel;
import studio.anycost.api.fx.PanelContext;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;

/**
 * A contact sheet: a click marks a face with yes, another with no, a third takes the mark away.
 * Three faces show what the direction of the marks does.
 */
final class TaggingPanel implements Panel {
  private static final int SHOWN = 24;
  private static final int COLUMNS = 4;
  private static final double GAP = 4;

  /** No face is smaller. */
  private static final double CELL = 54;

  private static final double MARK = 3;

  /** Seen around the picture, where a mark would be. */
  private static final Background FOCUSED = Background.fill(Color.web("#4493f8"));

  /** Faces that preview a direction: not among those that can be marked. */
  private static final List<String> PREVIEWED = List.of("901", "902", "903");

  /** What is done to a face, from left to right. */
  private static final List<String> WORDS =
      List.of(
          Texts.of("taggingPanel.less"),
          Texts.of("taggingPanel.asItIs"),
          Texts.of("taggingPanel.more"));

  private final PanelContext context;
  private final TextField name = new TextField();
  private final TilePane sheet = new TilePane(GAP, GAP);

  /** Of a face on the sheet, which fills its row. */
  private final DoubleProperty side = new SimpleDoubleProperty(CELL);

  private final Label state = new Label();
  private final Button preview = new Button(Texts.of("taggingPanel.preview"));
  private final GridPane previews = new GridPane();
  private final Map<String, StackPane> cells = new LinkedHashMap<>();
  private final VBox node = new VBox(8);
  private int first = 1;

  TaggingPanel(PanelContext context) {
    this.context = context;
    name.setId("tagged-name");
    name.setAccessibleText(Texts.of("taggingPanel.nameOfTheSlider"));
    Label nameLabel = new Label(Texts.of("taggingPanel.nameOfTheSlider"));
    nameLabel.setId("tagged-name-label");
    nameLabel.getStyleClass().add("field-label");
    nameLabel.setLabelFor(name);
    name.textProperty().addListener((observable, old, text) -> named(text));
    sheet.setId("tagged-sheet");
    sheet.setPrefColumns(COLUMNS);
    sheet.setMinWidth(0);
    sheet
        .widthProperty()
        .addListener(
            (observable, old, width) ->
                side.set(
                    Math.max(
                        CELL, Math.floor((width.doubleValue() - (COLUMNS - 1) * GAP) / COLUMNS))));
    state.setId("tagged-state");
    state.setWrapText(true);
    Button others = new Button(Texts.of("taggingPanel.otherFaces"));
    others.setId("tagged-others");
    others.setOnAction(event -> turn());
    Button clear = new Button(Texts.of("taggingPanel.clear"));
    clear.setId("tagged-clear");
    clear.setOnAction(event -> change(List.of(), List.of()));
    preview.setId("tagged-preview");
    preview.setOnAction(event -> preview());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox buttons = new HBox(6, others, clear, gap, preview);
    buttons.setAlignment(Pos.CENTER_LEFT);
    previews.setId("tagged-previews");
    previews.setHgap(GAP);
    previews.setVgap(GAP);
    Label hint = new Label(Texts.of("taggingPanel.clickAFaceIt"));
    hint.setWrapText(true);
    node.setId("tagged-panel");
    node.getChildren().setAll(new VBox(4, nameLabel, name), hint, sheet, buttons, state, previews);
    page();
    show(context.values());
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void show(ParameterValues values) {
    String shown = values.text(TaggedDirections.NAME);
    if (!name.getText().equals(shown)) {
      name.setText(shown);
    }
    List<String> yes = values.selection(TaggedDirections.YES);
    List<String> no = values.selection(TaggedDirections.NO);
    cells.forEach((seed, cell) -> mark(cell, seed, yes.contains(seed), no.contains(seed)));
    boolean enough = yes.size() >= TaggedDirections.FEWEST && no.size() >= TaggedDirections.FEWEST;
    preview.setDisable(!enough);
    // One line always: what is below it, and the sheet in a scrolled column, stays where it is.
    state.setText(
        Texts.of(enough ? "taggingPanel.enough" : "taggingPanel.marked", yes.size(), no.size()));
  }

  private static void mark(StackPane cell, String seed, boolean yes, boolean no) {
    cell.setStyle(border(yes, no));
    cell.setAccessibleText(
        Texts.of(
            yes
                ? "taggingPanel.faceHas"
                : no ? "taggingPanel.faceHasNot" : "taggingPanel.faceNotMarked",
            seed));
  }

  private static String border(boolean yes, boolean no) {
    String colour = yes ? "#2da44e" : no ? "#cf222e" : "transparent";
    // Told apart by more than their colours.
    String line = no ? "segments(5, 3)" : "solid";
    return "-fx-border-color: "
        + colour
        + "; -fx-border-width: "
        + MARK
        + "px; -fx-border-style: "
        + line
        + ";";
  }

  private void turn() {
    first = first + SHOWN > TaggedDirections.FACES ? 1 : first + SHOWN;
    page();
    show(context.values());
  }

  /** Shows the faces from the first seed on; their pictures come one by one. */
  private void page() {
    cells.clear();
    sheet.getChildren().clear();
    List<String> seeds = new ArrayList<>();
    for (int i = 0; i < SHOWN; i++) {
      String seed = String.valueOf(first + i);
      StackPane cell = new StackPane();
      cell.setId("tagged-face-" + seed);
      bind(cell);
      cell.setAccessibleRole(AccessibleRole.BUTTON);
      cell.setFocusTraversable(true);
      cell.setOnMouseClicked(event -> mark(seed));
      cell.setOnKeyPressed(
          event -> {
            if (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER) {
              mark(seed);
              event.consume();
            }
          });
      cell.backgroundProperty()
          .bind(Bindings.when(cell.focusedProperty()).then(FOCUSED).otherwise(Background.EMPTY));
      cells.put(seed, cell);
      sheet.getChildren().add(cell);
      seeds.add(seed);
    }
    context.<StyleCode, List<StyleCode>>runTask(
        Texts.of("taggingPanel.drawingFaces"),
        (services, task) -> {
          List<StyleCode> codes = new ArrayList<>();
          for (String seed : seeds) {
            task.cancellation().throwIfCancelled();
            codes.add(TaggedDirections.face(services.generator(), seed));
          }
          return codes;
        },
        code -> {},
        codes -> {
          for (int i = 0; i < seeds.size(); i++) {
            StackPane cell = cells.get(seeds.get(i));
            if (cell != null) {
              picture(codes.get(i), cell);
            }
          }
        });
  }

  private void bind(StackPane cell) {
    cell.minWidthProperty().bind(side);
    cell.minHeightProperty().bind(side);
    cell.prefWidthProperty().bind(side);
    cell.prefHeightProperty().bind(side);
  }

  private void picture(StyleCode code, StackPane cell) {
    context.thumbnail(
        code,
        image -> {
          ImageView view = new ImageView(image);
          view.fitWidthProperty().bind(side.subtract(2 * MARK));
          view.fitHeightProperty().bind(side.subtract(2 * MARK));
          cell.getChildren().setAll(view);
        });
  }

  private void mark(String seed) {
    ParameterValues values = context.values();
    List<String> yes = new ArrayList<>(values.selection(TaggedDirections.YES));
    List<String> no = new ArrayList<>(values.selection(TaggedDirections.NO));
    if (yes.remove(seed)) {
      no.add(seed);
    } else if (!no.remove(seed)) {
      yes.add(seed);
    }
    change(yes, no);
  }

  private void change(List<String> yes, List<String> no) {
    try {
      ParameterValues values =
          context.values().with(TaggedDirections.YES, yes).with(TaggedDirections.NO, no);
      context.change(values, false);
      show(values);
    } catch (ParameterException e) {
      throw new IllegalStateException(e); // seeds that are shown can be marked
    }
  }

  private void named(String text) {
    try {
      context.change(context.values().with(TaggedDirections.NAME, text), false);
    } catch (ParameterException e) {
      state.setText(e.getMessage());
    }
  }

  /** Every row a face: less of it, as it is, more of it. */
  private void preview() {
    ParameterValues values = context.values();
    context.<FoundDirection, List<List<StyleCode>>>runTask(
        Texts.of("taggingPanel.previewingTheSlider"),
        (services, task) -> {
          Boundary found =
              TaggedDirections.fit(values, services.generator(), task.cancellation()).boundary();
          int styles = Boundary.usualStyles(services.generator().description().styleCount());
          double step = Boundary.RANGE_DEVIATIONS * found.standardDeviation();
          List<List<StyleCode>> rows = new ArrayList<>();
          for (String seed : PREVIEWED) {
            StyleCode face = TaggedDirections.face(services.generator(), seed);
            rows.add(
                List.of(found.move(face, -step, styles), face, found.move(face, step, styles)));
          }
          return rows;
        },
        direction -> {},
        rows -> {
          showPreviews(values.text(TaggedDirections.NAME), rows);
        });
  }

  /** A row for each face, under words for what was done to it. */
  private void showPreviews(String slider, List<List<StyleCode>> rows) {
    previews.getChildren().clear();
    Label title =
        caption("tagged-previews-title", Texts.of("taggingPanel.onFacesThatNobody", slider));
    title.setWrapText(true);
    title.setPrefWidth(CELL); // it has the width of all, and widens none
    title.setMaxWidth(Double.MAX_VALUE);
    previews.add(title, 0, 0, WORDS.size() + 1, 1);
    for (int i = 0; i < WORDS.size(); i++) {
      Label word = caption("tagged-previews-" + i, WORDS.get(i));
      GridPane.setHalignment(word, HPos.CENTER);
      previews.add(word, i + 1, 1);
    }
    for (int row = 0; row < rows.size(); row++) {
      String face = Texts.of("taggingPanel.seed", PREVIEWED.get(row));
      Label name = caption("tagged-previews-face-" + row, face);
      name.minWidthProperty().bind(side);
      previews.add(name, 0, row + 2);
      for (int i = 0; i < WORDS.size(); i++) {
        StackPane cell = new StackPane();
        cell.setAccessibleText(face + ", " + WORDS.get(i).toLowerCase(Locale.ROOT));
        bind(cell);
        picture(rows.get(row).get(i), cell);
        previews.add(cell, i + 1, row + 2);
      }
    }
  }

  private static Label caption(String id, String text) {
    Label label = new Label(text);
    label.setId(id);
    label.getStyleClass().add("muted");
    return label;
  }
}
