package studio.anycost.training.records;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import studio.anycost.training.checkpoints.AtomicFiles;

/** Pictures of one size in rows and columns, as one PNG. Black where there is none. */
public final class PictureSheet {
  private final int size;
  private final BufferedImage sheet;

  /**
   * An empty sheet.
   *
   * @param columns at least 1
   * @param rows at least 1
   * @param size pixels a side of each picture
   */
  public PictureSheet(int columns, int rows, int size) {
    this.size = size;
    this.sheet = new BufferedImage(columns * size, rows * size, BufferedImage.TYPE_INT_RGB);
  }

  /** Pixels across. */
  public int width() {
    return sheet.getWidth();
  }

  /** Pixels down. */
  public int height() {
    return sheet.getHeight();
  }

  /**
   * Puts one picture of a batch on its place.
   *
   * @param pictures {@code [batch, 3, size, size]}, from -1 to 1; what is beyond is cut off
   */
  public void put(float[] pictures, int index, int column, int row) {
    int plane = size * size;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int at = index * 3 * plane + y * size + x;
        int rgb =
            level(pictures[at]) << 16
                | level(pictures[at + plane]) << 8
                | level(pictures[at + 2 * plane]);
        sheet.setRGB(column * size + x, row * size + y, rgb);
      }
    }
  }

  private static int level(float value) {
    return Math.max(0, Math.min(255, Math.round((value + 1) * 127.5f)));
  }

  /**
   * Replaces a file.
   *
   * @throws IOException with a sentence if it cannot be written
   */
  public void write(Path file) throws IOException {
    // In memory: a cache in a file is registered to be deleted on exit, which fails during an exit,
    // when a run that was told to end writes its last sheet.
    AtomicFiles.replace(
        file,
        out -> {
          try (ImageOutputStream image = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(sheet, "png", image);
          }
        });
  }
}
