package studio.anycost.app.fx.direction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import studio.anycost.app.engine.DirectionTable;
import studio.anycost.app.fx.theme.Appearance;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/**
 * How directions lie to each other: a square of angles with a figure in every cell and names on
 * both axes, which stay in sight while the square is scrolled. The pointer and the arrow keys look
 * at pairs, which are named above it.
 */
final class AngleMap extends View<VBox> {
  private static final PseudoClass LOOKED_AT = PseudoClass.getPseudoClass("looked-at");

  /** Cells are this large where there are few, and as small as three digits allow. */
  private static final double LARGEST = 40;

  private static final double SMALLEST = 23;
  private static final double WANTED = 480;
  private static final double LETTER = 5.9;
  private static final double LONGEST_NAME = 150;
  private static final double SHORTEST_NAME = 60;

  /** So near a right angle two directions hardly touch each other, degrees. */
  private static final double LITTLE = 10;

  /** Of the scroll bars. */
  private static final double BAR = 14;

  private final DirectionTable table;
  private final List<String> names;
  private final ReadOnlyObjectProperty<Appearance> appearance;
  private final double cell;
  private final double reach;
  private final Canvas canvas;
  private final Rectangle ring = new Rectangle();
  private final AngleScale scale;
  private final Label told = new Label();
  private final List<Label> rows = new ArrayList<>();
  private final List<Label> columns = new ArrayList<>();
  private final Pane body;
  private final ScrollPane scroll;
  private int row;
  private int column;

  /**
   * @param id prefix of the ids of all nodes
   * @param table of two directions at least
   * @param appearance that the colours follow
   */
  AngleMap(String id, DirectionTable table, ReadOnlyObjectProperty<Appearance> appearance) {
    super(new VBox(10));
    this.table = table;
    this.appearance = appearance;
    names = table.names().stream().map(name -> name.replace('_', ' ')).toList();
    cell = Math.max(SMALLEST, Math.min(LARGEST, Math.floor(WANTED / names.size())));
    reach =
        Math.max(
            SHORTEST_NAME,
            Math.min(
                LONGEST_NAME,
                LETTER * names.stream().mapToInt(String::length).max().orElse(0) + 12));
    double side = cell * names.size();
    canvas = new Canvas(side, side);
    scale = new AngleScale(id + "-scale");
    told.setId(id + "-angle");
    told.getStyleClass().add("strong");
    told.setWrapText(true);
    ring.getStyleClass().add("angle-ring");
    ring.setMouseTransparent(true);
    ring.setWidth(cell - 1);
    ring.setHeight(cell - 1);
    body = new Pane(canvas, ring);
    body.setId(id + "-angles");
    body.getStyleClass().add("angle-body");
    body.setMinSize(side, side);
    body.setMaxSize(side, side);
    body.setFocusTraversable(true);
    body.setAccessibleRole(AccessibleRole.SLIDER);
    body.setOnMouseMoved(event -> lookAt(at(event.getY()), at(event.getX())));
    body.setOnMouseClicked(event -> body.requestFocus());
    body.setOnKeyPressed(this::pressed);
    scroll = new ScrollPane(body);
    scroll.getStyleClass().addAll("edge-to-edge", "angle-scroll");
    scroll.setPannable(true);
    Node square = square(id);
    VBox.setVgrow(square, Priority.ALWAYS);
    node().setMinSize(0, 0);
    HBox head = new HBox(24, scale, told);
    head.setMinHeight(Region.USE_PREF_SIZE);
    head.setAlignment(Pos.TOP_LEFT);
    HBox.setHgrow(told, Priority.ALWAYS);
    node().getChildren().addAll(head, square);
    lookAtMost();
  }

  private Node square(String id) {
    Pane left = new Pane();
    Pane top = new Pane();
    for (int i = 0; i < names.size(); i++) {
      Label name = name(id + "-row-" + i, names.get(i), Pos.CENTER_RIGHT);
      name.relocate(0, i * cell);
      rows.add(name);
      left.getChildren().add(name);
      Label turned = name(id + "-column-" + i, names.get(i), Pos.CENTER_LEFT);
      turned.setRotate(-90);
      Group upright = new Group(turned);
      upright.relocate(i * cell, 0);
      columns.add(turned);
      top.getChildren().add(upright);
    }
    // The names move with the square, but not out of sight.
    left.translateYProperty().bind(body.layoutYProperty().add(offset(false)));
    top.translateXProperty().bind(body.layoutXProperty().add(offset(true)));
    StackPane leftWindow = window(left);
    StackPane topWindow = window(top);
    leftWindow.setMinWidth(reach);
    leftWindow.setMinHeight(0);
    leftWindow.setPrefHeight(cell * names.size());
    topWindow.setMinHeight(reach);
    topWindow.setMinWidth(0);
    topWindow.setPrefWidth(cell * names.size());
    GridPane square = new GridPane();
    square.setMinSize(0, 0);
    square.add(topWindow, 1, 0);
    square.add(leftWindow, 0, 1);
    square.add(scroll, 1, 1);
    GridPane.setHgrow(scroll, Priority.ALWAYS);
    GridPane.setVgrow(scroll, Priority.ALWAYS);
    GridPane.setValignment(scroll, VPos.TOP);
    scroll.setMinSize(0, 0);
    scroll.setMaxSize(cell * names.size() + BAR, cell * names.size() + BAR);
    return square;
  }

  private Label name(String id, String text, Pos alignment) {
    Label label = new Label(text);
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    label.setId(id);
    label.getStyleClass().add("angle-name");
    label.setMinSize(reach, cell);
    label.setPrefSize(reach, cell);
    label.setMaxSize(reach, cell);
    label.setAlignment(alignment);
    return label;
  }

  private static StackPane window(Pane content) {
    StackPane window = new StackPane(content);
    window.setAlignment(Pos.TOP_LEFT);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(window.widthProperty());
    clip.heightProperty().bind(window.heightProperty());
    window.setClip(clip);
    return window;
  }

  /** How far the square is scrolled, negative. */
  private DoubleBinding offset(boolean across) {
    return Bindings.createDoubleBinding(
        () -> {
          double size = cell * names.size();
          double seen =
              across
                  ? scroll.getViewportBounds().getWidth()
                  : scroll.getViewportBounds().getHeight();
          double share = across ? scroll.getHvalue() : scroll.getVvalue();
          return (double) -Math.round(Math.max(0, size - seen) * share);
        },
        scroll.hvalueProperty(),
        scroll.vvalueProperty(),
        scroll.viewportBoundsProperty());
  }

  @Override
  protected void onAttach() {
    onChange(appearance, this::draw);
  }

  private void draw() {
    AngleColours colours = AngleColours.of(appearance.get());
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    graphics.setTextAlign(TextAlignment.CENTER);
    graphics.setTextBaseline(VPos.CENTER);
    graphics.setFont(Font.font("Inter", cell < 30 ? 10 : 12));
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < names.size(); j++) {
        if (i != j) {
          Color ground = colours.of(table.angle(i, j));
          graphics.setFill(ground);
          graphics.fillRect(j * cell, i * cell, cell - 1, cell - 1);
          graphics.setFill(AngleColours.ink(ground));
          graphics.fillText(
              figure(table.angle(i, j)), (j + 0.5) * cell - 0.5, (i + 0.5) * cell - 0.5);
        }
      }
    }
    scale.show(colours);
  }

  private static String figure(double degrees) {
    return String.format(Locale.ROOT, "%.0f", degrees);
  }

  private int at(double position) {
    return Math.max(0, Math.min(names.size() - 1, (int) (position / cell)));
  }

  private void pressed(KeyEvent event) {
    int last = names.size() - 1;
    switch (event.getCode()) {
      case UP -> lookAt(Math.max(0, row - 1), column);
      case DOWN -> lookAt(Math.min(last, row + 1), column);
      case LEFT -> lookAt(row, Math.max(0, column - 1));
      case RIGHT -> lookAt(row, Math.min(last, column + 1));
      default -> {
        return;
      }
    }
    reveal();
    event.consume();
  }

  private void reveal() {
    double size = cell * names.size();
    scroll.setHvalue(
        scrolled(scroll.getHvalue(), size, scroll.getViewportBounds().getWidth(), column));
    scroll.setVvalue(
        scrolled(scroll.getVvalue(), size, scroll.getViewportBounds().getHeight(), row));
  }

  private double scrolled(double share, double size, double seen, int at) {
    double range = size - seen;
    if (range <= 0) {
      return share;
    }
    double from = Math.min(share * range, at * cell);
    return Math.max(from, (at + 1) * cell - seen) / range;
  }

  /** The two that lie furthest from a right angle. */
  private void lookAtMost() {
    int first = 1;
    int second = 0;
    for (int i = 0; i < names.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (Math.abs(table.angle(i, j) - 90) > Math.abs(table.angle(first, second) - 90)) {
          first = i;
          second = j;
        }
      }
    }
    lookAt(first, second);
  }

  private void lookAt(int nextRow, int nextColumn) {
    rows.get(row).pseudoClassStateChanged(LOOKED_AT, false);
    columns.get(column).pseudoClassStateChanged(LOOKED_AT, false);
    row = nextRow;
    column = nextColumn;
    rows.get(row).pseudoClassStateChanged(LOOKED_AT, true);
    columns.get(column).pseudoClassStateChanged(LOOKED_AT, true);
    ring.setX(column * cell);
    ring.setY(row * cell);
    told.setText(sentence());
    body.setAccessibleText(sentence());
  }

  private String sentence() {
    if (row == column) {
      return names.get(row);
    }
    double degrees = table.angle(row, column);
    return Texts.of(
        "direction.angleMap.and",
        names.get(row),
        names.get(column),
        figure(degrees),
        meaning(Math.round(degrees)));
  }

  private static String meaning(long degrees) {
    if (degrees == 90) {
      return Texts.of("direction.independent");
    }
    return Math.abs(degrees - 90) < LITTLE
        ? Texts.of("direction.angleMap.nearlyIndependent")
        : degrees < 90
            ? Texts.of("direction.angleMap.theyGoTogether")
            : Texts.of("direction.angleMap.againstEachOther");
  }
}
