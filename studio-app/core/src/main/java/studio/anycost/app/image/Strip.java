package studio.anycost.app.image;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import studio.anycost.api.model.RgbImage;

/**
 * Square pictures in a row, pixel by pixel as they are, each with a word and a line of text under
 * it, in letters that are read at the size at which the pictures are looked at.
 */
public final class Strip {
  /**
   * A picture of the row.
   *
   * @param word large
   * @param line below it, cut where the picture ends; may be empty
   */
  public record Cell(RgbImage picture, String word, String line) {}

  /** Shares of a picture's side. */
  private static final double MARGIN = 1 / 16.0;

  private static final double LETTER = 1 / 16.0;
  private static final double SMALL_LETTER = 1 / 22.0;
  private static final int LEAST_MARGIN = 12;
  private static final int LEAST_LETTER = 14;
  private static final int LEAST_SMALL_LETTER = 11;

  private static final Color PAPER = new Color(0xf5f6f8);
  private static final Color INK = new Color(0x1b1f27);
  private static final Color FAINT_INK = new Color(0x667085);

  private Strip() {}

  /**
   * Draws a strip.
   *
   * @param cells at least one, all of the same side
   * @throws IllegalStateException with a sentence if this Java has no font to write with
   */
  public static RgbImage draw(List<Cell> cells) {
    GridSheet.requireFonts();
    int side = cells.get(0).picture().width();
    int margin = share(side, MARGIN, LEAST_MARGIN);
    int letter = share(side, LETTER, LEAST_LETTER);
    int small = share(side, SMALL_LETTER, LEAST_SMALL_LETTER);
    boolean lines = cells.stream().anyMatch(cell -> !cell.line().isEmpty());
    int text = letter + letter / 2 + (lines ? small + small / 2 : 0);
    int width = margin + cells.size() * (side + margin);
    int height = 2 * margin + side + text;
    BufferedImage strip = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = strip.createGraphics();
    try {
      GridSheet.prepare(graphics);
      graphics.setColor(PAPER);
      graphics.fillRect(0, 0, width, height);
      for (int i = 0; i < cells.size(); i++) {
        Cell cell = cells.get(i);
        int x = margin + i * (side + margin);
        graphics.drawImage(BufferedImages.of(cell.picture()), x, margin, null);
        graphics.setColor(INK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, letter));
        int baseline = margin + side + letter + letter / 3;
        graphics.drawString(fitting(graphics, cell.word(), side), x, baseline);
        graphics.setColor(FAINT_INK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, small));
        graphics.drawString(fitting(graphics, cell.line(), side), x, baseline + small + small / 2);
      }
    } finally {
      graphics.dispose();
    }
    return BufferedImages.toRgb(strip);
  }

  private static int share(int side, double share, int least) {
    return Math.max(least, (int) Math.round(share * side));
  }

  private static String fitting(Graphics2D graphics, String text, int room) {
    FontMetrics metrics = graphics.getFontMetrics();
    if (metrics.stringWidth(text) <= room) {
      return text;
    }
    int length = text.length();
    while (length > 0 && metrics.stringWidth(text.substring(0, length) + "\u2026") > room) {
      length--;
    }
    return text.substring(0, length) + "\u2026";
  }
}
