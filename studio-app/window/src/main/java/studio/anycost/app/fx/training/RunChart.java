package studio.anycost.app.fx.training;

import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.training.RunCurve;

/**
 * One curve of a run. Logarithmic where the values lie far apart. Looks as the chart of an
 * optimization does. JavaFX thread only.
 */
final class RunChart extends Region {
  private static final double PADDING = 10;
  private static final double NUMBERS = 22;
  private static final double FAR_APART = 20;
  private static final double MARK = 3.5;
  private static final int LINES = 4;

  private final Polyline line = new Polyline();
  private final Circle newest = new Circle(MARK);
  private final Line[] levels = new Line[LINES];
  private final Label[] numbers = new Label[LINES];
  private final Label first = new Label();
  private final Label last = new Label();
  private Optional<RunCurve> shown = Optional.empty();

  RunChart(String id) {
    setId(id);
    getStyleClass().addAll("loss-chart", "run-chart");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setPadding(new Insets(PADDING));
    for (int i = 0; i < LINES; i++) {
      levels[i] = new Line();
      levels[i].getStyleClass().add("run-level");
      numbers[i] = label();
      getChildren().addAll(levels[i], numbers[i]);
    }
    line.getStyleClass().add("loss-line");
    newest.getStyleClass().add("loss-best");
    getChildren().addAll(line, newest, first, last);
    first.getStyleClass().add("loss-label");
    last.getStyleClass().add("loss-label");
  }

  private static Label label() {
    Label label = new Label();
    label.getStyleClass().add("loss-label");
    return label;
  }

  /** Shows a curve; nothing if it has no point. */
  void show(Optional<RunCurve> curve) {
    shown = curve.filter(each -> each.count() > 0);
    setAccessibleText(
        shown
            .map(
                each ->
                    Texts.of(
                        "training.runChart.fromTo",
                        each.name(),
                        figure(each.value(0)),
                        figure(each.last()),
                        each.step(each.count() - 1)))
            .orElse(Texts.of("training.runChart.noCurveYet")));
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    getChildren().forEach(child -> child.setVisible(shown.isPresent()));
    shown.ifPresent(this::layOut);
  }

  private void layOut(RunCurve curve) {
    double least = curve.least();
    double most = curve.most();
    boolean logarithmic = least > 0 && most / least > FAR_APART;
    double low = logarithmic ? Math.log(least) : least;
    double high = logarithmic ? Math.log(most) : most;
    double room = Math.max(1, getHeight() - 2 * NUMBERS);
    double begin = curve.step(0);
    double end = Math.max(begin + 1, curve.step(curve.count() - 1));
    line.getPoints().clear();
    for (int i = 0; i < curve.count(); i++) {
      double value = logarithmic ? Math.log(curve.value(i)) : curve.value(i);
      line.getPoints()
          .addAll(
              PADDING + (curve.step(i) - begin) / (end - begin) * (getWidth() - 2 * PADDING),
              place(value, low, high, room));
    }
    int points = line.getPoints().size();
    newest.setCenterX(line.getPoints().get(points - 2));
    newest.setCenterY(line.getPoints().get(points - 1));
    for (int i = 0; i < LINES; i++) {
      double value = low + (high - low) * i / (LINES - 1);
      double y = NUMBERS + room - room * i / (LINES - 1);
      levels[i].setStartX(PADDING);
      levels[i].setEndX(getWidth() - PADDING);
      levels[i].setStartY(y);
      levels[i].setEndY(y);
      numbers[i].setText(
          String.format(Texts.locale(), "%.3g", logarithmic ? Math.exp(value) : value));
      numbers[i].autosize();
      numbers[i].relocate(PADDING, y - numbers[i].getHeight());
      numbers[i].setVisible(i == 0 || most > least);
      levels[i].setVisible(i == 0 || most > least);
    }
    first.setText(Texts.of("training.runChart.step", begin));
    last.setText(
        Texts.of("training.runChart.stepAt", curve.step(curve.count() - 1), figure(curve.last())));
    foot(first, PADDING);
    foot(last, 0);
    last.relocate(getWidth() - PADDING - last.getWidth(), last.getLayoutY());
  }

  private static String figure(double value) {
    return String.format(Texts.locale(), "%.4g", value);
  }

  private static double place(double value, double low, double high, double room) {
    double share = high > low ? (value - low) / (high - low) : 0;
    return NUMBERS + room - share * room;
  }

  private void foot(Label label, double x) {
    label.autosize();
    label.relocate(x, getHeight() - (NUMBERS + label.getHeight()) / 2);
  }
}
