package studio.anycost.plugins.extraction;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import studio.anycost.api.compute.Networks;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.Sampler;
import studio.anycost.api.extension.SamplingJob;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/**
 * Draws, renders and scores samples: {@code [samples][attributes]}.
 *
 * @param draw which faces
 * @param ratio of the channels that render
 * @param resolution that is rendered, in pixels
 * @param classifier that scores
 */
record ScoreJob(Draw draw, double ratio, int resolution, Classifier classifier)
    implements SamplingJob<float[][]> {
  private static final long serialVersionUID = 1L;

  /** Samples of a record: enough to keep the cores busy, and little to do again after a crash. */
  static final int BATCH = 64;

  static ScoreJob of(Settings settings, Predictor predictor) {
    return new ScoreJob(
        settings.draw(), settings.ratio(), settings.resolution(), predictor.classifier());
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public Sampler<float[][]> open(Generator generator, Networks networks) throws IOException {
    Samples samples = new Samples(generator, draw);
    Predictor predictor = classifier.open(generator, networks);
    SubGenerator cheap = generator.description().channels().subGenerator(ratio, resolution);
    return (from, to, cancellation) ->
        scores(
            generator,
            samples.codes(from, to - from, cancellation),
            cheap,
            predictor,
            cancellation);
  }

  private static float[][] scores(
      Generator generator,
      List<StyleCode> codes,
      SubGenerator cheap,
      Predictor predictor,
      CancellationToken cancellation)
      throws IOException {
    ImageTensor[] pictures = new ImageTensor[codes.size()];
    generator.renderAll(
        codes,
        cheap,
        Noise.FIXED,
        cancellation,
        // Here, while the other cores render, and not before the predictor, when they wait.
        (index, picture) -> pictures[index] = predictor.sized(picture));
    return predictor.scores(Arrays.asList(pictures), cancellation);
  }

  @Override
  public float[][] join(float[][] first, float[][] next) {
    float[][] both = Arrays.copyOf(first, first.length + next.length);
    System.arraycopy(next, 0, both, first.length, next.length);
    return both;
  }
}
