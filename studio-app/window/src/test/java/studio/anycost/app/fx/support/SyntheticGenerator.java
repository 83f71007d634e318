package studio.anycost.app.fx.support;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/** Paints a simple face whose parts follow the style; quick, and the same for the same code. */
public final class SyntheticGenerator implements Generator {
  /** Of the full generator, pixels, if nothing else is said. */
  static final int RESOLUTION = 128;

  private static final int DIMENSION = 12;

  private final GeneratorDescription description;

  public SyntheticGenerator() {
    this("Synthetic faces", "ab".repeat(32));
  }

  /**
   * @param identity of its bundle, hexadecimal digits
   */
  public SyntheticGenerator(String name, String identity) {
    this(name, identity, RESOLUTION);
  }

  /**
   * @param resolution of the full generator, pixels
   */
  SyntheticGenerator(String name, String identity, int resolution) {
    description =
        new GeneratorDescription(
            name,
            identity,
            new ChannelTable(resolution, 0.25, 64),
            DIMENSION,
            Collections.nCopies(DIMENSION, 0f),
            List.of(),
            List.of("Warm", "Round", "A name that is far too long for the column it is shown in"),
            false);
  }

  @Override
  public GeneratorDescription description() {
    return description;
  }

  @Override
  public StyleCode styleOfSeed(long seed) {
    Random random = new Random(seed);
    float[] w = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      w[i] = (float) random.nextGaussian();
    }
    return StyleCode.broadcast(w, description.styleCount());
  }

  @Override
  public StyleCode map(float[] z) {
    return StyleCode.broadcast(z, description.styleCount());
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
    cancellation.throwIfCancelled();
    int side = subGenerator.resolution();
    float[] w = code.style(0);
    float[] data = new float[3 * side * side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double u = 2 * (x + 0.5) / side - 1;
        double v = 2 * (y + 0.5) / side - 1;
        double[] rgb = colour(u, v, w);
        for (int plane = 0; plane < 3; plane++) {
          data[(plane * side + y) * side + x] = (float) (2 * rgb[plane] - 1);
        }
      }
    }
    return ImageTensor.wrap(side, data);
  }

  private static double[] colour(double u, double v, float[] w) {
    double skin = sigmoid(w[1]);
    double hair = sigmoid(w[5]);
    double smile = 0.12 * w[0];
    double face = Math.hypot(u / (0.52 + 0.02 * w[2]), (v + 0.02) / 0.7);
    if (Math.hypot(u / 0.62, (v + 0.18) / 0.72) < 1 && (face >= 1 || v < -0.42)) {
      return new double[] {0.12 + 0.5 * hair, 0.09 + 0.3 * hair, 0.07 + 0.1 * hair};
    }
    if (face < 1) {
      double mouth = v - 0.33 + smile * (1 - Math.abs(u) / 0.25) - smile;
      if (Math.abs(u) < 0.24 && Math.abs(mouth) < 0.035) {
        return new double[] {0.62, 0.24, 0.24};
      }
      double eye = Math.hypot((Math.abs(u) - 0.2) / 0.085, (v + 0.1) / 0.05);
      if (eye < 1) {
        return eye < 0.45 ? new double[] {0.15, 0.2, 0.3} : new double[] {0.93, 0.93, 0.93};
      }
      double shade = 1 - 0.3 * face * face;
      return new double[] {
        shade * (0.55 + 0.38 * skin), shade * (0.4 + 0.34 * skin), shade * (0.32 + 0.3 * skin)
      };
    }
    return new double[] {0.34 + 0.05 * w[7], 0.38, 0.42 + 0.05 * w[8]};
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Override
  public Latency latency(SubGenerator subGenerator) {
    return new Latency(1, 1, 1);
  }
}
