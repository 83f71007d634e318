package studio.anycost.plugins.extraction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.FoundDirection.Figure;
import studio.anycost.api.model.Validation;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;

/** Makes directions of scores. */
final class Fitting {
  /** So many values at most are learnt from at a time: what a heap of a few hundred MB holds. */
  private static final int MOST_VALUES = 8_000_000;

  /** Samples that are made anew at a time. */
  private static final int AT_ONCE = 1024;

  /**
   * Weight of an error. Small, for the ends are far apart: what counts is the mean difference
   * between them rather than the few samples in between.
   */
  static final double PENALTY = 1;

  /** Of fewer samples one more or less that is right moves the accuracy by several percent. */
  private static final int FEW_JUDGED = 40;

  /** Of a direction from which others were taken out so much must be left. */
  private static final double LEAST_LEFT = 0.05;

  /** How far z moves to see what w does: one deviation, in either direction. */
  private static final int SECANTS = 512;

  private final Settings settings;
  private final Samples samples;
  private final Predictor predictor;
  private final List<String> notices = new ArrayList<>();

  Fitting(Settings settings, Samples samples, Predictor predictor) {
    this.settings = settings;
    this.samples = samples;
    this.predictor = predictor;
  }

  /** Sentences about what was left out. */
  List<String> notices() {
    return List.copyOf(notices);
  }

  /**
   * Fits all attributes that are asked for.
   *
   * @param count how many samples have scores
   * @param share where the progress of this begins
   */
  List<FoundDirection> run(ScoreFile file, int count, double share, TaskContext<?> task)
      throws IOException {
    List<String> wanted = wanted();
    Set<String> fitted = new LinkedHashSet<>(wanted);
    fitted.addAll(settings.given());
    Map<String, Fit> fits = new LinkedHashMap<>();
    int done = 0;
    for (String name : fitted) {
      task.progress()
          .report(
              share + (1 - share) * 0.7 * done++ / fitted.size(),
              Texts.of("fitting.fitting", name));
      Fit fit = fit(name, file, count, task.cancellation());
      if (fit == null) {
        notices.add(Texts.of("fitting.thePredictorSaysThe", name));
      } else {
        fits.put(name, fit);
      }
    }
    List<Fit> found = new ArrayList<>();
    for (String name : wanted) {
      if (fits.containsKey(name)) {
        conditioned(fits.get(name), fits).ifPresent(found::add);
      }
    }
    if (settings.space() == Space.Z) {
      for (Fit fit : found) {
        fit.direction = throughMapping(fit.direction, task.cancellation());
      }
    }
    judge(found, count, share + (1 - share) * 0.7, task);
    tellOfFew(found, count);
    return found.stream().map(fit -> fit.result(settings, samples.dimension())).toList();
  }

  /** What the accuracies do not tell of themselves. */
  private void tellOfFew(List<Fit> found, int count) {
    int asked = Ends.share(count, settings.top());
    int each = Ends.count(count, settings.top());
    if (asked < each) {
      notices.add(
          Texts.of(
              "fitting.topOfFacesIs", settings.top(), count, asked, each, each / (double) count));
    }
    int judged = found.stream().mapToInt(fit -> fit.ends.validation().length).min().orElse(0);
    if (judged > 0 && judged < FEW_JUDGED) {
      notices.add(Texts.of("fitting.aValidationAccuracyOf", judged));
    }
  }

  /**
   * To be called before hours go into samples.
   *
   * @throws WrongInputException if what is asked for cannot be found, whatever the samples are
   */
  void check() throws WrongInputException {
    if (!settings.given().isEmpty()
        && !settings.attributes().isEmpty()
        && settings.given().containsAll(settings.attributes())) {
      throw new WrongInputException(
          Texts.of("fitting.whatIsToBe", String.join(", ", settings.attributes())));
    }
    for (String given : settings.given()) {
      require(given);
    }
    for (String name : settings.attributes()) {
      require(name);
    }
  }

  private List<String> wanted() {
    return settings.attributes().isEmpty() ? predictor.names() : settings.attributes();
  }

  private void require(String name) throws WrongInputException {
    if (!predictor.names().contains(name)) {
      throw new WrongInputException(
          Texts.of("fitting.theClassifierDoesNot", name, String.join(", ", predictor.names())));
    }
  }

  private Fit fit(String name, ScoreFile file, int count, CancellationToken cancellation)
      throws IOException {
    float[] scores = file.column(predictor.names().indexOf(name), count);
    Ends ends =
        Ends.of(scores, settings.top(), MOST_VALUES / samples.featureCount(), settings.seed() + 17);
    if (ends == null) {
      return null;
    }
    Plane plane =
        LinearSvm.fit(
            samples.features(ends.training(), cancellation),
            Ends.present(ends.training()),
            PENALTY);
    float[][] judged = samples.features(ends.validation(), cancellation);
    boolean[] present = Ends.present(ends.validation());
    int right = 0;
    for (int i = 0; i < judged.length; i++) {
      right += plane.has(judged[i]) == present[i] ? 1 : 0;
    }
    return new Fit(name, plane, ends, scores, right / (double) judged.length);
  }

  private Optional<Fit> conditioned(Fit fit, Map<String, Fit> all) {
    List<double[]> others = new ArrayList<>();
    if (!settings.given().contains(fit.name)) {
      settings.given().stream()
          .filter(all::containsKey)
          .forEach(given -> others.add(all.get(given).plane.normal()));
    }
    double[] rest = Conditioning.without(fit.plane.normal(), others);
    fit.left = Conditioning.length(rest);
    if (fit.left < LEAST_LEFT) {
      notices.add(
          Texts.of("fitting.nothingIsLeftOf", fit.name, String.join(", ", settings.given())));
      return Optional.empty();
    }
    fit.direction = Conditioning.scaled(rest, 1 / fit.left);
    return Optional.of(fit);
  }

  /** The mean change of w when z moves along a direction, of length 1. */
  private double[] throughMapping(double[] direction, CancellationToken cancellation)
      throws IOException {
    float[][] z = samples.features(Samples.row(0, SECANTS), cancellation);
    float[][] less = new float[SECANTS][direction.length];
    float[][] more = new float[SECANTS][direction.length];
    for (int i = 0; i < SECANTS; i++) {
      for (int j = 0; j < direction.length; j++) {
        less[i][j] = (float) (z[i][j] - direction[j]);
        more[i][j] = (float) (z[i][j] + direction[j]);
      }
    }
    float[][] from = samples.map(less, cancellation);
    float[][] to = samples.map(more, cancellation);
    double[] change = new double[direction.length];
    for (int i = 0; i < SECANTS; i++) {
      for (int j = 0; j < change.length; j++) {
        change[j] += to[i][j] - from[i][j];
      }
    }
    return Conditioning.scaled(change, 1 / Conditioning.length(change));
  }

  /** Looks at all samples once more: accuracy outside of the ends, and how w varies. */
  private void judge(List<Fit> fits, int count, double share, TaskContext<?> task)
      throws IOException {
    for (int from = 0; from < count; from += AT_ONCE) {
      task.progress()
          .report(share + (1 - share) * from / count, Texts.of("fitting.lookingAtAllFaces"));
      int[] row = Samples.row(from, Math.min(AT_ONCE, count - from));
      float[][] features = samples.features(row, task.cancellation());
      float[][] w =
          settings.space() == Space.W ? features : samples.styles(row, task.cancellation());
      for (Fit fit : fits) {
        for (int i = 0; i < row.length; i++) {
          fit.look(row[i], features[i], w[i]);
        }
      }
    }
  }

  /** One attribute on its way. */
  private static final class Fit {
    private final String name;
    private final Plane plane;
    private final Ends ends;
    private final float[] scores;
    private final double validation;
    private final BitSet used = new BitSet();
    private double[] direction;
    private double left = 1;
    private int rest;
    private int restRight;
    private int present;
    private long seen;
    private double[] sum = new double[0];
    private double[] squares = new double[0];

    Fit(String name, Plane plane, Ends ends, float[] scores, double validation) {
      this.name = name;
      this.plane = plane;
      this.ends = ends;
      this.scores = scores;
      this.validation = validation;
      for (int sample : ends.training()) {
        used.set(sample);
      }
      for (int sample : ends.validation()) {
        used.set(sample);
      }
    }

    void look(int sample, float[] features, float[] w) {
      present += scores[sample] > 0 ? 1 : 0;
      if (!used.get(sample)) {
        rest++;
        restRight += plane.has(features) == scores[sample] > ends.middle() ? 1 : 0;
      }
      int rows = direction.length / w.length;
      if (sum.length == 0) {
        sum = new double[rows];
        squares = new double[rows];
      }
      seen++;
      for (int row = 0; row < rows; row++) {
        double along = 0;
        for (int i = 0; i < w.length; i++) {
          along += direction[row * w.length + i] * w[i];
        }
        sum[row] += along;
        squares[row] += along * along;
      }
    }

    /** As {@link Boundary#perStyle} has it for rows. */
    private double deviation() {
      double variance = 0;
      for (int row = 0; row < sum.length; row++) {
        double mean = sum[row] / seen;
        variance += squares[row] / seen - mean * mean;
      }
      return Math.sqrt(Math.max(variance, Double.MIN_NORMAL));
    }

    FoundDirection result(Settings settings, int dimension) {
      int rows = direction.length / dimension;
      float[] values = new float[direction.length];
      double longest = 0;
      for (int row = 0; row < rows; row++) {
        double square = 0;
        for (int i = row * dimension; i < (row + 1) * dimension; i++) {
          square += direction[i] * direction[i];
        }
        longest = Math.max(longest, Math.sqrt(square));
      }
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (direction[i] / longest);
      }
      // The direction as a whole has length 1, so the sum of the rows' squared lengths is 1.
      Boundary boundary =
          Boundary.perStyle(name, values, rows, deviation())
              .validated(new Validation(validation, ends.validation().length));
      List<Figure> figures = new ArrayList<>();
      figures.add(new Figure("validation accuracy", validation));
      if (rest > 0) {
        figures.add(new Figure("accuracy on the rest", restRight / (double) rest));
      }
      figures.add(new Figure("samples", seen));
      figures.add(new Figure("samples at either end", ends.each()));
      figures.add(new Figure("training samples", ends.training().length));
      figures.add(new Figure("validation samples", ends.validation().length));
      figures.add(new Figure("other samples", rest));
      figures.add(new Figure("share that has it", present / (double) seen));
      if (!settings.given().isEmpty()) {
        figures.add(new Figure("left after conditioning", left));
      }
      return new FoundDirection(boundary, figures);
    }
  }
}
