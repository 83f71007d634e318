package studio.anycost.app.image;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import studio.anycost.api.model.RgbImage;

/**
 * A sheet of many faces, each with its name. The more there are, the smaller they are drawn, so
 * that a sheet stays a picture that programs open.
 */
public final class ContactSheet {
  /** So many faces are drawn on one sheet at most. */
  public static final int MOST = 400;

  private static final int FEW = 25;
  private static final int MANY = 100;
  private static final int LARGE = 320;
  private static final int MIDDLE = 200;
  private static final int SMALL = 128;

  /** Of a picture of the sheet, before all of it is enlarged. */
  private final int side;

  private final int factor;
  private final int columns;
  private final List<GridSheet.Cell> cells = new ArrayList<>();

  /**
   * @param count of faces, 1 to {@link #MOST}
   */
  public ContactSheet(int count) {
    this(count, count <= FEW ? LARGE : count <= MANY ? MIDDLE : SMALL);
  }

  /**
   * A sheet of a size.
   *
   * @param count of faces, 1 to {@link #MOST}
   * @param pixels of the side of each; letters grow with them beyond {@value #LARGE}
   */
  public ContactSheet(int count, int pixels) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "A sheet holds 1 to " + MOST + " faces, not " + count + ".");
    }
    int times = 1;
    while (pixels / times > LARGE) {
      times *= 2;
    }
    factor = times;
    side = pixels / times;
    columns = (int) Math.ceil(Math.sqrt(count));
  }

  /** A square picture in the size in which it is drawn; small enough to be kept until then. */
  public RgbImage thumbnail(RgbImage picture) {
    return picture.width() <= factor * side
        ? picture
        : BufferedImages.toRgb(BufferedImages.scaled(BufferedImages.of(picture), factor * side));
  }

  /** Adds the next face. */
  public void add(RgbImage thumbnail, String name) {
    cells.add(new GridSheet.Cell(thumbnail, name));
  }

  /**
   * Draws the sheet.
   *
   * @throws IllegalStateException with a sentence if this Java has no font to write with
   */
  public RgbImage draw(String title, String subtitle) {
    int rows = (cells.size() + columns - 1) / columns;
    return GridSheet.draw(
        new GridSheet.Content(
            title,
            subtitle,
            Collections.nCopies(columns, ""),
            Collections.nCopies(rows, ""),
            cells),
        side,
        factor);
  }
}
