package studio.anycost.evaluation.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.objective.FeatureNetwork;
import studio.anycost.evaluation.picture.Faces;
import studio.anycost.evaluation.picture.NoiseChoice;
import studio.anycost.evaluation.picture.Picture;
import studio.anycost.evaluation.score.PairDistance;
import studio.anycost.evaluation.statistics.Estimate;
import studio.anycost.evaluation.statistics.TrimmedMean;

/**
 * The perceptual path length in w (Karras et al., 2019 and 2020): how much the picture changes for
 * a small step from one style towards another, {@code d(G(lerp(a, b, t)), G(lerp(a, b, t + e))) /
 * e^2}, averaged between the percentiles. Both pictures have the same noise; there is no
 * truncation. Pair {@code i} are the faces of seeds {@code seed + 2 i} and {@code seed + 2 i + 1}.
 */
public final class PathLength {
  /** The step, as published. */
  public static final double EPSILON = 1e-4;

  private static final int CHUNK = 8;

  /** Where on the way from one style to the other the step is taken. */
  public enum Sampling {
    /** At its beginning. */
    ENDS,
    /** Anywhere. */
    FULL
  }

  private PathLength() {}

  /**
   * Measures a sub-generator. Blocks.
   *
   * @param pairs at least 1; each counts as two pictures
   * @throws java.util.concurrent.CancellationException if cancelled
   * @throws IOException if the runtime failed
   */
  public static Estimate of(
      Generator generator,
      Uniform uniform,
      long seed,
      int pairs,
      Sampling sampling,
      NoiseChoice noise,
      FeatureNetwork perceptual,
      Pace pace)
      throws IOException {
    double[] lengths = new double[pairs];
    Faces faces = new Faces(seed, 1);
    for (int from = 0; from < pairs; from += CHUNK) {
      pace.cancellation().throwIfCancelled();
      int to = Math.min(pairs, from + CHUNK);
      float[][] w = faces.styles(generator, 2 * from, 2 * to, pace.cancellation());
      List<StyleCode> codes = new ArrayList<>();
      for (int pair = from; pair < to; pair++) {
        float[] a = w[2 * (pair - from)];
        float[] b = w[2 * (pair - from) + 1];
        double t =
            sampling == Sampling.ENDS ? 0 : new SplittableRandom(seed + 2L * pair).nextDouble();
        int styles = generator.description().styleCount();
        codes.add(StyleCode.broadcast(between(a, b, t), styles));
        codes.add(StyleCode.broadcast(between(a, b, t + EPSILON), styles));
      }
      List<ImageTensor> images = new ArrayList<>(Collections.nCopies(codes.size(), null));
      generator.renderAll(
          codes,
          uniform.subGenerator(),
          noise.of(seed + 2L * from),
          pace.cancellation(),
          images::set);
      for (int pair = from; pair < to; pair++) {
        ImageTensor one = new Picture(images.get(2 * (pair - from))).clamped();
        ImageTensor other = new Picture(images.get(2 * (pair - from) + 1)).clamped();
        double distance = new PairDistance(perceptual, one).perceptual(other, pace.cancellation());
        lengths[pair] = distance / (EPSILON * EPSILON);
      }
      pace.did(codes.size());
    }
    return TrimmedMean.of(lengths);
  }

  private static float[] between(float[] a, float[] b, double t) {
    float[] result = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = (float) (a[i] + (b[i] - (double) a[i]) * t);
    }
    return result;
  }
}
