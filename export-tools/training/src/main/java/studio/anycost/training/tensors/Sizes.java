package studio.anycost.training.tensors;

import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Pictures {@code [batch, 3, size, size]} at other sizes. */
public final class Sizes {
  private Sizes() {}

  /**
   * Real pictures at a lower resolution, by averaging squares of pixels, as prepared pictures are
   * made. The public implementation resamples bilinearly, with Pillow's filter that widens with the
   * shrinking; the mean colours are the same.
   *
   * @param size a whole part of the pictures' size
   */
  public static Tensor averaged(Tensor pictures, int size) {
    long factor = pictures.size(3) / size;
    return factor == 1
        ? pictures
        : pictures
            .view(pictures.size(0), pictures.size(1), size, factor, size, factor)
            .mean(new long[] {3, 5}, false, new ScalarTypeOptional());
  }

  /**
   * Bilinear with corners on corners, as the public implementation compares pictures of different
   * resolutions. Differentiable.
   */
  public static Tensor bilinear(Tensor pictures, long size) {
    return pictures.size(3) == size
        ? pictures
        : torch.upsample_bilinear2d(pictures, new long[] {size, size}, true);
  }
}
