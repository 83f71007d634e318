package studio.anycost.app.photo;

/**
 * How a camera says that its sensor was held, and how stored pixels are put upright. The constants
 * stand in the order of EXIF's numbers, 1 to 8.
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  UPSIDE_DOWN(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  TURNED_LEFT(true, true, false),
  TRANSVERSE(true, true, true),
  TURNED_RIGHT(true, false, true);

  private final boolean swaps;
  private final boolean fromRight;
  private final boolean fromBottom;

  /**
   * @param swaps whether stored rows are upright columns
   * @param fromRight whether upright columns are counted from the right
   * @param fromBottom whether upright rows are counted from the bottom
   */
  Orientation(boolean swaps, boolean fromRight, boolean fromBottom) {
    this.swaps = swaps;
    this.fromRight = fromRight;
    this.fromBottom = fromBottom;
  }

  /** The orientation of EXIF's number; what is none of 1 to 8 counts as upright. */
  static Orientation of(long exif) {
    return exif >= 1 && exif <= values().length ? values()[(int) exif - 1] : UPRIGHT;
  }

  /** Width of the upright picture of a stored one. */
  int width(int storedWidth, int storedHeight) {
    return swaps ? storedHeight : storedWidth;
  }

  /** Height of the upright picture of a stored one. */
  int height(int storedWidth, int storedHeight) {
    return swaps ? storedWidth : storedHeight;
  }

  /**
   * Puts some stored rows in their places of the upright picture.
   *
   * @param rows {@code count} whole rows
   * @param first number of the first of them
   * @param upright all pixels of the upright picture
   */
  void place(int[] rows, int first, int count, int width, int height, int[] upright) {
    if (swaps) {
      // Columns first: what is written then lies side by side.
      for (int x = 0; x < width; x++) {
        int row = (fromBottom ? width - 1 - x : x) * height;
        for (int y = 0; y < count; y++) {
          int column = fromRight ? height - 1 - (first + y) : first + y;
          upright[row + column] = rows[y * width + x];
        }
      }
      return;
    }
    for (int y = 0; y < count; y++) {
      int row = (fromBottom ? height - 1 - (first + y) : first + y) * width;
      if (fromRight) {
        for (int x = 0; x < width; x++) {
          upright[row + width - 1 - x] = rows[y * width + x];
        }
      } else {
        System.arraycopy(rows, y * width, upright, row, width);
      }
    }
  }
}
