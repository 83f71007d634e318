package studio.anycost.app.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preview.FaceCorrection;
import studio.anycost.app.preview.Ladder;
import studio.anycost.app.preview.PreviewFactory;
import studio.anycost.models.consistency.FaceDifference;

/**
 * What a preview of an edited face is expected to differ by, against what it does. Every face is
 * first rendered in full and by one sub-generator, as when a person has let go of a slider; then it
 * is edited, and every sub-generator's picture is predicted and compared.
 */
final class TrustBench {
  /** Faces that no measure has seen. */
  private static final long FIRST_SEED = 5_000;

  private static final double PSI = 0.8;

  /** An edit: so far on the way to another face. */
  private static final double EDIT = 0.3;

  /**
   * One sub-generator.
   *
   * @param usual difference, as the table or a search has it
   * @param mean of the faces that were looked at
   */
  record Row(SubGenerator subGenerator, double usual, double mean) {}

  /**
   * What was seen.
   *
   * @param correlation Spearman's, over all faces and sub-generators
   * @param uncorrected the same if every face is taken for a usual one
   */
  record Result(double correlation, double uncorrected, List<Row> rows) {}

  private final Generator generator;
  private final Ladder ladder;

  TrustBench(StudioEngine engine) {
    this.generator = engine.lentGenerator();
    PreviewFactory previews = new PreviewFactory(engine);
    this.ladder = previews.ladder(previews.grid());
  }

  /** Renders {@code faces} times {@code most + 3} pictures. */
  Result measure(int faces, int most) throws IOException {
    FaceDifference difference = FaceDifference.of(generator, CancellationToken.NONE);
    List<SubGenerator> chosen = chosen(most);
    List<Double> expected = new ArrayList<>();
    List<Double> usual = new ArrayList<>();
    List<Double> real = new ArrayList<>();
    double[] sums = new double[chosen.size()];
    for (int face = 0; face < faces; face++) {
      StyleCode code = face(FIRST_SEED + face);
      SubGenerator preview = chosen.get(face % chosen.size());
      double seen = difference.between(render(code, preview), render(code, ladder.full()));
      FaceCorrection correction = FaceCorrection.of(ladder, Map.of(preview, seen));
      StyleCode edited = mixed(code, face(FIRST_SEED + faces + face));
      ImageTensor full = render(edited, ladder.full());
      for (int i = 0; i < chosen.size(); i++) {
        double is = difference.between(render(edited, chosen.get(i)), full);
        sums[i] += is;
        real.add(is);
        expected.add(correction.expected(ladder, chosen.get(i)).orElseThrow());
        usual.add(ladder.difference(chosen.get(i)).orElseThrow());
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      rows.add(
          new Row(chosen.get(i), ladder.difference(chosen.get(i)).orElseThrow(), sums[i] / faces));
    }
    return new Result(spearman(expected, real), spearman(usual, real), rows);
  }

  private StyleCode face(long seed) {
    return generator.styleOfSeed(seed).truncated(generator.description().meanStyleArray(), PSI);
  }

  private static StyleCode mixed(StyleCode from, StyleCode to) {
    float[] values = from.toArray();
    float[] others = to.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (EDIT * (others[i] - values[i]));
    }
    return StyleCode.of(from.count(), from.dimension(), values);
  }

  private ImageTensor render(StyleCode code, SubGenerator subGenerator) throws IOException {
    return generator.render(code, subGenerator, Noise.FIXED, CancellationToken.NONE);
  }

  /** From the whole range of usual differences. */
  private List<SubGenerator> chosen(int most) throws IOException {
    List<SubGenerator> known =
        ladder.rungs().stream()
            .filter(rung -> !rung.equals(ladder.full()))
            .filter(rung -> ladder.difference(rung).isPresent())
            .sorted(Comparator.comparingDouble(rung -> ladder.difference(rung).orElseThrow()))
            .toList();
    if (known.isEmpty()) {
      throw new IOException(
          "Nothing is known of this model's sub-generators: see studio bundle measure.");
    }
    int count = Math.min(most, known.size());
    return IntStream.range(0, count)
        .mapToObj(i -> known.get(count == 1 ? 0 : i * (known.size() - 1) / (count - 1)))
        .toList();
  }

  /** Pearson's correlation of ranks; those that are equal share a rank. */
  static double spearman(List<Double> one, List<Double> other) {
    double[] x = ranks(one);
    double[] y = ranks(other);
    double middle = (x.length - 1) / 2.0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - middle) * (y[i] - middle);
      xx += (x[i] - middle) * (x[i] - middle);
      yy += (y[i] - middle) * (y[i] - middle);
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static double[] ranks(List<Double> values) {
    Integer[] order = IntStream.range(0, values.size()).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(values::get));
    double[] ranks = new double[order.length];
    int first = 0;
    while (first < order.length) {
      int end = first + 1;
      while (end < order.length && values.get(order[end]).equals(values.get(order[first]))) {
        end++;
      }
      for (int i = first; i < end; i++) {
        ranks[order[i]] = (first + end - 1) / 2.0;
      }
      first = end;
    }
    return ranks;
  }
}
