package studio.anycost.api.objective;

import java.util.Objects;
import java.util.Optional;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.model.ImageTensor;

/**
 * How a network wants a picture: float32 {@code [1, 3, side, side]}, planes R, G, B.
 *
 * <p>A picture that is too large is averaged down; one that is too small is enlarged bilinearly
 * ({@link Resampling}). Inside the bounds it stays as it is. A region is sampled at the largest
 * side ({@link RegionSampling}); what of it lies outside the picture is black. Values outside -1..1
 * are not clamped.
 *
 * @param smallestSide in pixels, at least 1
 * @param largestSide in pixels; the same as the smallest for a network of one size
 * @param black what the darkest value of a picture (-1) becomes
 * @param white what the brightest value of a picture (1) becomes
 * @param region the part of the picture that is shown; empty for all of it
 */
public record ImageInput(
    int smallestSide, int largestSide, float black, float white, Optional<Region> region) {
  private static final int MOST = 4096;

  public ImageInput {
    Objects.requireNonNull(region);
    if (smallestSide < 1 || largestSide < smallestSide || largestSide > MOST) {
      throw new IllegalArgumentException(
          "A network's picture has 1 to "
              + MOST
              + " pixels a side, not "
              + smallestSide
              + " to "
              + largestSide
              + ".");
    }
    if (!Float.isFinite(black) || !Float.isFinite(white) || black == white) {
      throw new IllegalArgumentException("Black and white are two different numbers.");
    }
  }

  /** Whole pictures of one size. */
  public static ImageInput of(int side, float black, float white) {
    return new ImageInput(side, side, black, white, Optional.empty());
  }

  /** What a picture of a side has as the network sees it. */
  public int sideOf(int pictureSide) {
    return region.isPresent()
        ? largestSide
        : Math.max(smallestSide, Math.min(largestSide, pictureSide));
  }

  /** A picture as the network sees it, {@code [1, 3, side, side]}. */
  public FloatTensor see(ImageTensor picture) {
    return see(picture, sideOf(picture.side()));
  }

  /**
   * A picture as the network sees it at a side within the bounds: what is compared with a smaller
   * picture must become as small.
   *
   * @throws IllegalArgumentException if the side is out of the bounds
   */
  public FloatTensor see(ImageTensor picture, int side) {
    if (sideOf(side) != side) {
      throw new IllegalArgumentException("The network takes no picture of " + side + " px.");
    }
    ImageTensor seen =
        region
            .map(part -> RegionSampling.of(part, picture.side(), side).apply(picture, -1))
            .orElseGet(() -> Resampling.of(picture.side(), side).apply(picture));
    float[] values = seen.toArray();
    float half = (white - black) / 2;
    for (int i = 0; i < values.length; i++) {
      values[i] = black + half * (values[i] + 1);
    }
    return FloatTensor.wrap(values, 1, 3, side, side);
  }
}
