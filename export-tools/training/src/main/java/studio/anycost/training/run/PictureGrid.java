package studio.anycost.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.records.PictureSheet;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;

/**
 * Pictures of the same latents throughout a run, at one channel ratio, with the fixed noise, as a
 * PNG of rows and columns. The latents follow from a seed of their own and not from libtorch's
 * random numbers, so that looking at a run does not change it.
 */
final class PictureGrid {
  private static final long SEED = 2020;

  private final int side;
  private final float[] latents;

  /**
   * A grid.
   *
   * @param side pictures in a row and in a column, at least 1
   * @param dimension length of a latent
   */
  PictureGrid(int side, int dimension) {
    this.side = side;
    this.latents = new float[side * side * dimension];
    Random random = new Random(SEED);
    for (int i = 0; i < latents.length; i++) {
      latents[i] = (float) random.nextGaussian();
    }
  }

  /** Pixels a side of what is written. */
  int size(Generator generator) {
    return side * generator.spec().resolution();
  }

  /** Renders row by row, as a whole grid may be large, and replaces a file. */
  void write(Generator generator, double ratio, Path file) throws IOException {
    int size = generator.spec().resolution();
    PictureSheet grid = new PictureSheet(side, side, size);
    for (int row = 0; row < side; row++) {
      int first = row;
      float[] pictures = Scopes.get(() -> render(generator, ratio, first));
      for (int column = 0; column < side; column++) {
        grid.put(pictures, column, column, row);
      }
    }
    grid.write(file);
  }

  private float[] render(Generator generator, double ratio, int row) {
    int dimension = generator.spec().styleDimension();
    float[] some = new float[side * dimension];
    System.arraycopy(latents, row * some.length, some, 0, some.length);
    Tensor image =
        Scopes.withoutGradients(
            () -> {
              Tensor code = generator.repeat(generator.map(Tensors.of(some, side, dimension)));
              List<Tensor> images =
                  generator.render(
                      code,
                      generator.fixedNoise(),
                      Architecture.uniform(generator.spec().channels(), ratio));
              return images.get(images.size() - 1);
            });
    return Tensors.toArray(image);
  }
}
