package studio.anycost.evaluation.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.extension.Sampler;
import studio.anycost.api.extension.SamplingJob;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.evaluation.picture.Faces;
import studio.anycost.evaluation.picture.NoiseChoice;
import studio.anycost.evaluation.picture.Picture;
import studio.anycost.evaluation.score.PairDistance;
import studio.anycost.evaluation.score.PerceptualSource;
import studio.anycost.evaluation.statistics.Estimate;
import studio.anycost.evaluation.statistics.TrimmedMean;

/**
 * The perceptual path length in w (Karras et al., 2019 and 2020): how much the picture changes for
 * a small step from one style towards another, {@code d(G(lerp(a, b, t)), G(lerp(a, b, t + e))) /
 * e^2}, averaged between the percentiles. Both pictures have the same noise; there is no
 * truncation. Pair {@code i} are the faces of seeds {@code seed + 2 i} and {@code seed + 2 i + 1}.
 *
 * @param ratio of the channels that render
 * @param resolution of the pictures
 * @param seed of the first face
 */
public record PathLength(
    double ratio,
    int resolution,
    long seed,
    Sampling sampling,
    NoiseChoice noise,
    PerceptualSource perceptual)
    implements SamplingJob<double[]> {
  private static final long serialVersionUID = 1L;

  /** The step, as published. */
  public static final double EPSILON = 1e-4;

  private static final int BATCH = 8;

  /** Where on the way from one style to the other the step is taken. */
  public enum Sampling {
    /** At its beginning. */
    ENDS,
    /** Anywhere. */
    FULL
  }

  /**
   * Has pairs measured. Blocks.
   *
   * @param pairs at least 1; each counts as two pictures
   * @param runner has it done
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException if that cannot go on
   */
  public Estimate of(int pairs, SampleRunner runner, Pace pace) throws IOException {
    double[] lengths = new double[pairs];
    runner.run(
        this,
        0,
        pairs,
        pace.task(),
        (behind, part) -> {
          System.arraycopy(part, 0, lengths, behind - part.length, part.length);
          pace.did(2 * part.length);
        });
    return TrimmedMean.of(lengths);
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public Sampler<double[]> open(Generator generator, Networks networks) throws IOException {
    SubGenerator drawn = generator.description().channels().subGenerator(ratio, resolution);
    FeatureNetwork eyes = perceptual.open(networks);
    return (from, to, cancellation) -> lengths(generator, drawn, eyes, from, to, cancellation);
  }

  @Override
  public double[] join(double[] first, double[] next) {
    double[] both = Arrays.copyOf(first, first.length + next.length);
    System.arraycopy(next, 0, both, first.length, next.length);
    return both;
  }

  private double[] lengths(
      Generator generator,
      SubGenerator drawn,
      FeatureNetwork eyes,
      int from,
      int to,
      CancellationToken cancellation)
      throws IOException {
    float[][] w = new Faces(seed, 1).styles(generator, 2 * from, 2 * to, cancellation);
    int styles = generator.description().styleCount();
    List<StyleCode> codes = new ArrayList<>();
    for (int pair = from; pair < to; pair++) {
      float[] a = w[2 * (pair - from)];
      float[] b = w[2 * (pair - from) + 1];
      double t =
          sampling == Sampling.ENDS ? 0 : new SplittableRandom(seed + 2L * pair).nextDouble();
      codes.add(StyleCode.broadcast(between(a, b, t), styles));
      codes.add(StyleCode.broadcast(between(a, b, t + EPSILON), styles));
    }
    List<ImageTensor> images = new ArrayList<>(Collections.nCopies(codes.size(), null));
    generator.renderAll(codes, drawn, noise.of(seed + 2L * from), cancellation, images::set);
    double[] lengths = new double[to - from];
    for (int i = 0; i < lengths.length; i++) {
      ImageTensor one = new Picture(images.get(2 * i)).clamped();
      ImageTensor other = new Picture(images.get(2 * i + 1)).clamped();
      double distance = new PairDistance(eyes, one).perceptual(other, cancellation);
      lengths[i] = distance / (EPSILON * EPSILON);
    }
    return lengths;
  }

  private static float[] between(float[] a, float[] b, double t) {
    float[] result = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = (float) (a[i] + (b[i] - (double) a[i]) * t);
    }
    return result;
  }
}
