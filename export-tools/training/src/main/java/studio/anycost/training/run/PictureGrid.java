package studio.anycost.training.run;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Tensor;
import studio.anycost.training.checkpoints.AtomicFiles;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
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
    BufferedImage grid = new BufferedImage(side * size, side * size, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < side; row++) {
      int first = row;
      float[] pictures = Scopes.get(() -> render(generator, ratio, first));
      for (int column = 0; column < side; column++) {
        paint(grid, pictures, column, row, size);
      }
    }
    AtomicFiles.replace(file, out -> ImageIO.write(grid, "png", out));
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

  private static void paint(BufferedImage grid, float[] pictures, int column, int row, int size) {
    int plane = size * size;
    int picture = column * 3 * plane;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int at = picture + y * size + x;
        int rgb =
            level(pictures[at]) << 16
                | level(pictures[at + plane]) << 8
                | level(pictures[at + 2 * plane]);
        grid.setRGB(column * size + x, row * size + y, rgb);
      }
    }
  }

  private static int level(float value) {
    return Math.max(0, Math.min(255, Math.round((value + 1) * 127.5f)));
  }
}
