package studio.anycost.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import studio.anycost.models.io.Npz;

/**
 * A latent for each prepared picture: the array {@code z} of an {@code .npz} file, {@code
 * [pictures, styleDim]}, in the order of the pictures, which is that of their files' names.
 */
public final class PairedLatents {
  private static final String NAME = "z";

  private final float[] values;
  private final int dimension;

  private PairedLatents(float[] values, int dimension) {
    this.values = values;
    this.dimension = dimension;
  }

  /**
   * Reads a file. Nothing in it is run or believed; at most 256 MB are read.
   *
   * @param pictures how many there are
   * @param dimension of a latent
   * @throws IOException with a sentence if it is no such file or one of other pictures
   */
  public static PairedLatents read(Path file, int pictures, int dimension) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no file " + file + ".");
    }
    if (!Npz.isNpz(file)) {
      throw new IOException(file + " is no .npz file with an array '" + NAME + "'.");
    }
    try (Npz npz = Npz.open(file)) {
      Map<String, int[]> shapes = npz.shapes();
      int[] shape = shapes.get(NAME);
      if (shape == null) {
        throw new IOException(
            npz.faults().containsKey(NAME)
                ? npz.faults().get(NAME)
                : file + " has no array '" + NAME + "': save the latents as numpy.savez(…, z=z).");
      }
      if (shape.length != 2 || shape[0] != pictures || shape[1] != dimension) {
        throw new IOException(
            "The array '"
                + NAME
                + "' in "
                + file
                + " has the shape "
                + Arrays.toString(shape)
                + "; a row for each of the "
                + pictures
                + " prepared pictures, in the order of their files' names, and "
                + dimension
                + " values in it (--style-dim) are needed.");
      }
      float[] values = npz.read(NAME).data();
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw new IOException(
              "The array '" + NAME + "' in " + file + " holds what is no finite number.");
        }
      }
      return new PairedLatents(values, dimension);
    }
  }

  /** Length of a latent. */
  public int dimension() {
    return dimension;
  }

  /** Copies a picture's latent to a place of an array. */
  public void read(int picture, float[] into, int offset) {
    System.arraycopy(values, picture * dimension, into, offset, dimension);
  }
}
