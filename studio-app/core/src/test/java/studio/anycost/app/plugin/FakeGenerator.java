package studio.anycost.app.plugin;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/** A generator of 16 px (6 styles of 4 values) that maps and renders by simple rules. */
class FakeGenerator implements Generator {
  static final int DIMENSION = 4;

  private static final GeneratorDescription DESCRIPTION =
      new GeneratorDescription(
          "fake",
          "ab".repeat(32),
          new ChannelTable(16, 1, 8),
          DIMENSION,
          Collections.nCopies(DIMENSION, 0.5f),
          List.of(new Boundary("31_Smiling", new float[] {1, 0, 0, 0}, 0.5)),
          List.of(),
          false);

  @Override
  public GeneratorDescription description() {
    return DESCRIPTION;
  }

  @Override
  public StyleCode styleOfSeed(long seed) {
    Random random = new Random(seed);
    float[] z = new float[DIMENSION];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) random.nextGaussian();
    }
    return map(z);
  }

  @Override
  public StyleCode map(float[] z) {
    if (z.length != DIMENSION) {
      throw new IllegalArgumentException("z does not fit");
    }
    return StyleCode.broadcast(z, DESCRIPTION.styleCount());
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation) {
    int side = subGenerator.resolution();
    return ImageTensor.wrap(side, new float[3 * side * side]);
  }

  @Override
  public Latency latency(SubGenerator subGenerator) {
    return new Latency(1, 1, 1);
  }
}
