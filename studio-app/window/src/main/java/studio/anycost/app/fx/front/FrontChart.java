package studio.anycost.app.fx.front;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

/**
 * Price against distance, a point for each sub-generator: the lower left the better. Prices lie far
 * apart and are drawn logarithmically. The pointer and the arrow keys look at points, a click or
 * Enter takes one. Colours come from the style sheet. JavaFX thread only.
 */
final class FrontChart extends Region {
  private static final PseudoClass UNIFORM = PseudoClass.getPseudoClass("uniform");
  private static final PseudoClass LOOKED_AT = PseudoClass.getPseudoClass("looked-at");
  private static final PseudoClass KEPT = PseudoClass.getPseudoClass("kept");
  private static final double HEIGHT = 190;
  private static final double LEFT = 12;
  private static final double RIGHT = 14;
  private static final double TOP = 24;
  private static final double BOTTOM = 24;
  private static final double RADIUS = 4.5;
  private static final double REACH = 24;

  /** So much room beside the first and the last point, as a factor of the price. */
  private static final double AIR = 1.08;

  private final Polyline front = new Polyline();
  private final Line floor = new Line();
  private final Label highest = new Label();
  private final Label cheapest = new Label();
  private final Label dearest = new Label();
  private final List<Circle> circles = new ArrayList<>();
  private final Consumer<Optional<FrontPoint>> looks;
  private List<FrontPoint> points = List.of();
  private Optional<FrontPoint> lookedAt = Optional.empty();
  private String unit = "";

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
    for (Label label : new Label[] {highest, cheapest, dearest}) {
      label.getStyleClass().add("front-label");
      label.setMouseTransparent(true);
    }
    setAccessibleRole(AccessibleRole.SLIDER);
    setFocusTraversable(true);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    getChildren().addAll(floor, front, highest, cheapest, dearest);
    setOnMouseMoved(event -> nearest(event).ifPresent(point -> lookAt(Optional.of(point))));
    setOnMouseClicked(
        event -> {
          requestFocus();
          nearest(event).ifPresent(takes);
        });
    setOnKeyPressed(event -> pressed(event, takes));
  }

  /**
   * Shows points.
   *
   * @param now in any order
   * @param newUnit of their prices
   */
  void show(List<FrontPoint> now, String newUnit) {
    points =
        now.stream()
            .sorted(
                Comparator.comparingDouble(FrontPoint::price)
                    .thenComparingDouble(FrontPoint::distance))
            .toList();
    unit = newUnit;
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
        point.map(FrontPoint::name).orElse("Sub-generators by price and distance; arrow keys"));
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
    floor.setStartX(LEFT);
    floor.setEndX(getWidth() - RIGHT);
    floor.setStartY(getHeight() - BOTTOM);
    floor.setEndY(getHeight() - BOTTOM);
    front.getPoints().clear();
    if (points.isEmpty()) {
      return;
    }
    double low = Math.log(Math.max(1e-6, points.get(0).price()) / AIR);
    double high = Math.log(Math.max(1e-6, points.get(points.size() - 1).price()) * AIR);
    double most = points.stream().mapToDouble(FrontPoint::distance).max().orElse(0);
    double room = getHeight() - TOP - BOTTOM;
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < points.size(); i++) {
      FrontPoint point = points.get(i);
      double x =
          LEFT
              + (Math.log(Math.max(1e-6, point.price())) - low)
                  / (high - low)
                  * (getWidth() - LEFT - RIGHT);
      double y = getHeight() - BOTTOM - (most > 0 ? point.distance() / most : 0) * room;
      circles.get(i).setCenterX(x);
      circles.get(i).setCenterY(y);
      if (point.distance() < nearest) {
        // A step: between two prices the cheaper one is the best there is.
        if (nearest < Double.POSITIVE_INFINITY) {
          front.getPoints().addAll(x, getHeight() - BOTTOM - nearest / most * room);
        }
        nearest = point.distance();
        front.getPoints().addAll(x, y);
      }
    }
    place(highest, String.format(Locale.ROOT, "distance %.3f", most), LEFT, 4);
    place(cheapest, price(points.get(0)), LEFT, getHeight() - BOTTOM + 3);
    place(dearest, price(points.get(points.size() - 1)), -1, getHeight() - BOTTOM + 3);
  }

  private String price(FrontPoint point) {
    return String.format(
        Locale.ROOT, point.price() < 10 ? "%.2g %s" : "%.0f %s", point.price(), unit);
  }

  /** At the right end if {@code x} is negative. */
  private void place(Label label, String text, double x, double y) {
    label.setText(text);
    label.autosize();
    label.relocate(x < 0 ? getWidth() - RIGHT - label.getWidth() : x, y);
  }
}
