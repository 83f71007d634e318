package studio.anycost.app.photo;

/**
 * How much of a photo is taken. What the header of a file claims is compared with these numbers
 * before anything is allocated for it.
 *
 * @param side the longest side of a picture, in pixels
 * @param pixels the most pixels of a picture that can be decoded row by row
 * @param heldPixels the most pixels of a picture that its decoder has to hold whole, such as a
 *     progressive JPEG, of which it keeps all coefficients
 * @param decodedPixels pictures of more pixels are subsampled while they are decoded until they
 *     have no more than that
 */
public record PhotoLimits(int side, long pixels, long heldPixels, int decodedPixels) {
  /** Photos of today's cameras and phones, and 24 megapixels to work on. */
  public static final PhotoLimits DEFAULT =
      new PhotoLimits(65_535, 256_000_000, 64_000_000, 24_000_000);

  /** The same photos at their own size, as long as there is memory for that. */
  public static final PhotoLimits WHOLE =
      new PhotoLimits(65_535, 256_000_000, 64_000_000, 256_000_000);

  public PhotoLimits {
    if (side < 1 || pixels < 1 || heldPixels < 1 || decodedPixels < 1) {
      throw new IllegalArgumentException("Limits of photos are above 0.");
    }
  }

  /** Every how many-th pixel of a row, and how many-th row, is taken of a picture; 1 for all. */
  int subsampling(int width, int height) {
    int step = 1;
    while (part(width, step) * part(height, step) > decodedPixels) {
      step++;
    }
    return step;
  }

  private static long part(int length, int step) {
    return (length + step - 1L) / step;
  }
}
