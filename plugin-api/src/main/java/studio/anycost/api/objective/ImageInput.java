package studio.anycost.api.objective;

import java.util.Objects;
import java.util.Optional;

/**
 * How a network wants a picture: float32 {@code [1, 3, side, side]}, planes R, G, B.
 *
 * <p>A picture that is too large is averaged down; one that is too small is enlarged bilinearly.
 * Inside the bounds it stays as it is. A region is sampled bilinearly at the largest side; what of
 * it lies outside the picture is black.
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
}
