package studio.anycost.app.fx.panel;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import studio.anycost.api.model.Iterate;
import studio.anycost.app.fx.state.IterateTrack;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.words.Texts;

/**
 * The loss over the steps of an optimization: a line, the best, and where one looks. Logarithmic
 * where the losses lie far apart. Colours come from the style sheet. JavaFX thread only.
 */
final class LossChart extends Region {
  private static final double HEIGHT = 116;
  private static final double PADDING = 8;

  /** Above and below the line: the numbers have this to themselves. */
  private static final double NUMBERS = 20;

  private static final double FAR_APART = 3;

  /** Fewer steps make no line: two would be a slope that says nothing. */
  private static final int FEWEST = 4;

  private static final String TIP = Texts.of("panel.lossChart.theLossOverThe");

  /** Radius of the mark of the best. */
  private static final double MARK = 3.5;

  private final Polyline line = new Polyline();
  private final Line cursor = new Line();
  private final Circle best = new Circle(MARK);
  private final Label highest = new Label();
  private final Label lowest = new Label();
  private final Label steps = new Label();
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
    steps.getStyleClass().add("loss-label");
    Tips.install(this, TIP);
    setAccessibleRole(javafx.scene.AccessibleRole.IMAGE_VIEW);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    getChildren().addAll(cursor, line, best, highest, lowest, steps);
  }

  /**
   * @param track with an iterate at least
   * @param step where one looks
   */
  void show(IterateTrack track, double step) {
    shown = Optional.of(track);
    at = step;
    setAccessibleText(
        Texts.of(
            "panel.lossChart.fromTo",
            String.format(Texts.locale(), "%.4g", track.iterates().get(0).loss()),
            String.format(Texts.locale(), "%.4g", track.best().loss()),
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
    line.setVisible(all.size() >= FEWEST);
    line.getPoints().clear();
    for (Iterate each : all) {
      line.getPoints().addAll(scale.x(each.step()), scale.y(each.loss()));
    }
    best.setCenterX(scale.x(track.best().step()));
    best.setCenterY(scale.y(least));
    cursor.setStartX(scale.x(at));
    cursor.setEndX(scale.x(at));
    cursor.setStartY(NUMBERS);
    cursor.setEndY(getHeight() - NUMBERS);
    highest.setText(Texts.of("panel.lossChart.loss", String.format(Texts.locale(), "%.3g", most)));
    lowest.setText(String.format(Texts.locale(), "%.3g", least));
    highest.autosize();
    highest.relocate(PADDING, (NUMBERS - highest.getHeight()) / 2);
    lowest.autosize();
    double foot = getHeight() - (NUMBERS + lowest.getHeight()) / 2;
    lowest.relocate(PADDING, foot);
    steps.setText(Texts.of("panel.lossChart.steps", all.get(0).step(), track.newest().step()));
    steps.autosize();
    steps.relocate(getWidth() - PADDING - steps.getWidth(), foot);
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
      double room = getHeight() - 2 * NUMBERS - 2 * MARK;
      return getHeight() - NUMBERS - MARK - share * room;
    }
  }
}
