package studio.anycost.app.animation;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/**
 * A generator of 8 px with four styles of two values around (0, 0): the style of a seed is (seed,
 * -seed), that of a latent its double, and every pixel of a picture is the first value of a code
 * over 100.
 */
final class LineGenerator implements Generator {
  static final int STYLES = 4;
  private int rendered;

  int rendered() {
    return rendered;
  }

  @Override
  public GeneratorDescription description() {
    return new GeneratorDescription(
        "line", "id", new ChannelTable(8, 1, 4), 2, List.of(0f, 0f), List.of(), List.of(), false);
  }

  @Override
  public StyleCode styleOfSeed(long seed) {
    return StyleCode.broadcast(new float[] {seed, -seed}, STYLES);
  }

  @Override
  public StyleCode map(float[] z) {
    return StyleCode.broadcast(new float[] {2 * z[0], 2 * z[1]}, STYLES);
  }

  @Override
  public ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException {
    cancellation.throwIfCancelled();
    rendered++;
    int side = subGenerator.resolution();
    float[] pixels = new float[3 * side * side];
    Arrays.fill(pixels, code.get(0, 0) / 100);
    return ImageTensor.of(side, pixels);
  }

  @Override
  public Latency latency(SubGenerator subGenerator) {
    return new Latency(1, 1, 1);
  }
}
