package studio.anycost.app.fx.front;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.fx.words.Texts;

/**
 * Price against distance, a point for each sub-generator: the lower left the better. Prices lie far
 * apart and are drawn logarithmically; distances crowd near 0 and are drawn by their square roots,
 * so that those of the best are told apart. The pointer and the arrow keys look at points, a click
 * or Enter takes one. Colours come from the style sheet. JavaFX thread only.
 */
final class FrontChart extends Region {
  private static final PseudoClass UNIFORM = PseudoClass.getPseudoClass("uniform");
  private static final PseudoClass LOOKED_AT = PseudoClass.getPseudoClass("looked-at");
  private static final PseudoClass KEPT = PseudoClass.getPseudoClass("kept");
  private static final PseudoClass PREVIEWED = PseudoClass.getPseudoClass("previewed");
  private static final double HEIGHT = 216;
  private static final double LEFT = 40;
  private static final double RIGHT = 14;
  private static final double TOP = 28;
  private static final double BOTTOM = 38;
  private static final double RADIUS = 4;

  /** Of the largest distance: where its axis has lines. */
  private static final double[] HEIGHTS = {0.1, 0.4, 1};

  /** Prices that are written below the axis, those at the ends included. */
  private static final int PRICES = 3;

  private static final double REACH = 24;

  private static final double SMALLEST = 1e-6;

  /** So much room beside the first and the last point, as a factor of the price. */
  private static final double AIR = 1.08;

  private final Polyline front = new Polyline();
  private final Line floor = new Line();
  private final Label across = new Label();
  private final Label up = new Label(Texts.of("front.frontChart.meanDistanceFromThe"));
  private final List<Label> prices = new ArrayList<>();
  private final List<Label> heights = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Circle> circles = new ArrayList<>();
  private final Consumer<Optional<FrontPoint>> looks;
  private List<FrontPoint> points = List.of();
  private Optional<FrontPoint> lookedAt = Optional.empty();
  private Optional<SubGenerator> previewed = Optional.empty();

  /**
   * @param looks hears which point the person looks at
   * @param takes hears which one is taken
   */
  FrontChart(String id, Consumer<Optional<FrontPoint>> looks, Consumer<FrontPoint> takes) {
    this.looks = looks;
    setId(id);
    getStyleClass().add("front-chart");
    front.getStyleClass().add("front-line");
    floor.getStyleClass().add("front-floor");
    across.setId(id + "-across");
    up.setId(id + "-up");
    for (int i = 0; i < PRICES; i++) {
      prices.add(new Label());
    }
    for (int i = 0; i < HEIGHTS.length; i++) {
      heights.add(new Label());
      Line line = new Line();
      line.getStyleClass().add("front-grid");
      lines.add(line);
    }
    getChildren().addAll(lines);
    for (Label label : labels()) {
      label.getStyleClass().add("front-label");
      label.setMouseTransparent(true);
      getChildren().add(label);
    }
    setAccessibleRole(AccessibleRole.SLIDER);
    setFocusTraversable(true);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    getChildren().addAll(floor, front);
    setOnMouseMoved(event -> nearest(event).ifPresent(point -> lookAt(Optional.of(point))));
    setOnMouseClicked(
        event -> {
          requestFocus();
          nearest(event).ifPresent(takes);
        });
    setOnKeyPressed(event -> pressed(event, takes));
  }

  private List<Label> labels() {
    List<Label> all = new ArrayList<>(List.of(across, up));
    all.addAll(prices);
    all.addAll(heights);
    return all;
  }

  /**
   * Shows points.
   *
   * @param now in any order
   * @param what their prices are, with the unit, for the axis
   * @param preview what renders previews, if it is one alone
   */
  void show(List<FrontPoint> now, String what, Optional<SubGenerator> preview) {
    points =
        now.stream()
            .sorted(
                Comparator.comparingDouble(FrontPoint::price)
                    .thenComparingDouble(FrontPoint::distance))
            .toList();
    across.setText(what);
    previewed = preview;
    // The same sub-generator may have been measured anew.
    lookedAt =
        lookedAt.flatMap(
            before ->
                points.stream()
                    .filter(point -> point.subGenerator().equals(before.subGenerator()))
                    .findFirst());
    getChildren().removeAll(circles);
    circles.clear();
    for (FrontPoint point : points) {
      Circle circle = new Circle(RADIUS);
      circle.getStyleClass().add("front-point");
      circle.setMouseTransparent(true);
      circle.pseudoClassStateChanged(UNIFORM, point.uniform());
      circle.pseudoClassStateChanged(KEPT, point.kept());
      circle.pseudoClassStateChanged(
          PREVIEWED, previewed.equals(Optional.of(point.subGenerator())));
      circles.add(circle);
    }
    getChildren().addAll(circles);
    lookAt(lookedAt);
    requestLayout();
  }

  /** What the person looks at. */
  Optional<FrontPoint> lookedAt() {
    return lookedAt;
  }

  /** All points, cheapest first. */
  List<FrontPoint> points() {
    return points;
  }

  void lookAt(Optional<FrontPoint> point) {
    lookedAt = point;
    for (int i = 0; i < circles.size(); i++) {
      circles.get(i).pseudoClassStateChanged(LOOKED_AT, point.equals(Optional.of(points.get(i))));
    }
    setAccessibleText(
        point.map(FrontPoint::name).orElse(Texts.of("front.frontChart.subGeneratorsByPrice")));
    looks.accept(point);
  }

  private void pressed(KeyEvent event, Consumer<FrontPoint> takes) {
    boolean right = event.getCode() == KeyCode.RIGHT;
    if (points.isEmpty()) {
      return;
    }
    if (right || event.getCode() == KeyCode.LEFT) {
      int at = lookedAt.map(points::indexOf).orElse(right ? -1 : points.size());
      int next = Math.max(0, Math.min(points.size() - 1, at + (right ? 1 : -1)));
      lookAt(Optional.of(points.get(next)));
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
      lookedAt.ifPresent(takes);
      event.consume();
    }
  }

  private Optional<FrontPoint> nearest(MouseEvent event) {
    Optional<FrontPoint> nearest = Optional.empty();
    double least = REACH;
    for (int i = 0; i < points.size(); i++) {
      double away =
          Math.hypot(
              circles.get(i).getCenterX() - event.getX(),
              circles.get(i).getCenterY() - event.getY());
      if (away < least) {
        least = away;
        nearest = Optional.of(points.get(i));
      }
    }
    return nearest;
  }

  @Override
  protected void layoutChildren() {
    place(up, LEFT - 4, 5, 0);
    place(across, LEFT + room() / 2, getHeight() - 17, 0.5);
    floor.setStartX(LEFT);
    floor.setEndX(getWidth() - RIGHT);
    floor.setStartY(getHeight() - BOTTOM);
    floor.setEndY(getHeight() - BOTTOM);
    front.getPoints().clear();
    prices.forEach(label -> label.setText(""));
    heights.forEach(label -> label.setText(""));
    lines.forEach(line -> line.setVisible(!points.isEmpty()));
    if (points.isEmpty()) {
      return;
    }
    double most = points.stream().mapToDouble(FrontPoint::distance).max().orElse(0);
    for (int i = 0; i < HEIGHTS.length; i++) {
      double distance = most * HEIGHTS[i];
      double y = y(distance, most);
      heights.get(i).setText(String.format(Texts.locale(), "%.3f", distance));
      place(heights.get(i), LEFT - 6, y - 7, 1);
      lines.get(i).setStartX(LEFT);
      lines.get(i).setEndX(getWidth() - RIGHT);
      lines.get(i).setStartY(y);
      lines.get(i).setEndY(y);
    }
    for (int i = 0; i < PRICES; i++) {
      double share = i / (PRICES - 1.0);
      double price = Math.exp(low() + (high() - low()) * share);
      prices.get(i).setText(String.format(Texts.locale(), price < 10 ? "%.2g" : "%.0f", price));
      place(prices.get(i), LEFT + share * room(), getHeight() - BOTTOM + 4, share);
    }
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < points.size(); i++) {
      FrontPoint point = points.get(i);
      double x = x(point);
      double y = y(point.distance(), most);
      circles.get(i).setCenterX(x);
      circles.get(i).setCenterY(y);
      if (point.distance() < nearest) {
        // A step: between two prices the cheaper one is the best there is.
        if (nearest < Double.POSITIVE_INFINITY) {
          front.getPoints().addAll(x, y(nearest, most));
        }
        nearest = point.distance();
        front.getPoints().addAll(x, y);
      }
    }
  }

  private double room() {
    return getWidth() - LEFT - RIGHT;
  }

  private double low() {
    return Math.log(Math.max(SMALLEST, points.get(0).price()) / AIR);
  }

  private double high() {
    return Math.log(Math.max(SMALLEST, points.get(points.size() - 1).price()) * AIR);
  }

  private double x(FrontPoint point) {
    return LEFT + (Math.log(Math.max(SMALLEST, point.price())) - low()) / (high() - low()) * room();
  }

  private double y(double distance, double most) {
    double share = most > 0 ? Math.sqrt(distance / most) : 0;
    return getHeight() - BOTTOM - share * (getHeight() - TOP - BOTTOM);
  }

  /**
   * @param share of the label's width that is left of {@code x}
   */
  private static void place(Label label, double x, double y, double share) {
    label.autosize();
    label.relocate(x - share * label.getWidth(), y);
  }
}
