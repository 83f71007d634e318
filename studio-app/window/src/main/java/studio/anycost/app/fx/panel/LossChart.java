package studio.anycost.app.fx.panel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import studio.anycost.api.model.Iterate;
import studio.anycost.app.fx.state.IterateTrack;

/**
 * The loss over the steps of an optimization: a line, the best, and where one looks. Logarithmic
 * where the losses lie far apart. Colours come from the style sheet. JavaFX thread only.
 */
final class LossChart extends Region {
  private static final double HEIGHT = 96;
  private static final double PADDING = 8;
  private static final double FAR_APART = 3;

  private final Polyline line = new Polyline();
  private final Line cursor = new Line();
  private final Circle best = new Circle(3.5);
  private final Label highest = new Label();
  private final Label lowest = new Label();
  private Optional<IterateTrack> shown = Optional.empty();
  private double at;

  /**
   * @param id of the chart
   */
  LossChart(String id) {
    setId(id);
    getStyleClass().add("loss-chart");
    line.getStyleClass().add("loss-line");
    cursor.getStyleClass().add("loss-cursor");
    best.getStyleClass().add("loss-best");
    highest.getStyleClass().add("loss-label");
    lowest.getStyleClass().add("loss-label");
    setAccessibleRole(javafx.scene.AccessibleRole.IMAGE_VIEW);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    getChildren().addAll(cursor, line, best, highest, lowest);
  }

  /**
   * @param track with an iterate at least
   * @param step where one looks
   */
  void show(IterateTrack track, double step) {
    shown = Optional.of(track);
    at = step;
    setAccessibleText(
        String.format(
            Locale.ROOT,
            "Loss from %.4g at the start to %.4g at step %d, the best",
            track.iterates().get(0).loss(),
            track.best().loss(),
            track.best().step()));
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    shown.ifPresent(this::layOut);
  }

  private void layOut(IterateTrack track) {
    List<Iterate> all = track.iterates();
    double least = track.best().loss();
    double most = all.stream().mapToDouble(Iterate::loss).max().orElse(least);
    Scale scale =
        new Scale(
            all.get(0).step(),
            Math.max(all.get(0).step() + 1, track.newest().step()),
            least,
            most,
            least > 0 && most / least > FAR_APART);
    line.getPoints().clear();
    for (Iterate each : all) {
      line.getPoints().addAll(scale.x(each.step()), scale.y(each.loss()));
    }
    best.setCenterX(scale.x(track.best().step()));
    best.setCenterY(scale.y(least));
    cursor.setStartX(scale.x(at));
    cursor.setEndX(scale.x(at));
    cursor.setStartY(PADDING / 2);
    cursor.setEndY(getHeight() - PADDING / 2);
    highest.setText(String.format(Locale.ROOT, "%.3g", most));
    lowest.setText(String.format(Locale.ROOT, "%.3g", least));
    // On the right: that is where a falling line leaves room above, and on the left below.
    highest.autosize();
    highest.relocate(getWidth() - highest.getWidth() - PADDING, PADDING / 2);
    lowest.autosize();
    lowest.relocate(PADDING, getHeight() - lowest.getHeight() - PADDING / 2);
  }

  /** From steps and losses to places in this region. */
  private final class Scale {
    private final double first;
    private final double last;
    private final double least;
    private final double most;
    private final boolean logarithmic;

    Scale(double first, double last, double least, double most, boolean logarithmic) {
      this.first = first;
      this.last = last;
      this.least = logarithmic ? Math.log(least) : least;
      this.most = logarithmic ? Math.log(most) : most;
      this.logarithmic = logarithmic;
    }

    double x(double step) {
      return PADDING + (step - first) / (last - first) * (getWidth() - 2 * PADDING);
    }

    double y(double loss) {
      double value = logarithmic ? Math.log(loss) : loss;
      double share = most > least ? (value - least) / (most - least) : 0.5;
      return getHeight() - PADDING - share * (getHeight() - 2 * PADDING);
    }
  }
}
