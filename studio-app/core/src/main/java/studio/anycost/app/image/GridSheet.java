package studio.anycost.app.image;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.words.Texts;

/**
 * Draws a labelled table of pictures: a heading, names of columns above, names of rows at the left,
 * some text under each picture.
 */
public final class GridSheet {
  /**
   * What is drawn.
   *
   * @param title first line, large
   * @param subtitle below it; its lines are broken where the sheet ends
   * @param columns names from left to right; blank ones take no room if all are
   * @param rows names from top to bottom; likewise
   * @param cells row by row, as many as rows times columns, or fewer in the last row
   */
  public record Content(
      String title, String subtitle, List<String> columns, List<String> rows, List<Cell> cells) {
    public Content {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      cells = List.copyOf(cells);
      int places = columns.size() * rows.size();
      if (cells.size() > places || cells.size() <= places - columns.size()) {
        throw new IllegalArgumentException("A sheet needs one cell for every row and column.");
      }
    }

    private int rowHead() {
      return rows.stream().allMatch(String::isBlank) ? 0 : ROW_HEAD;
    }

    private int columnHead() {
      return columns.stream().allMatch(String::isBlank) ? 0 : COLUMN_HEAD;
    }
  }

  /**
   * A square picture and what is written under it: as many lines as it takes at the picture's
   * width, of more than {@value #MOST_LINES} the first.
   */
  public record Cell(RgbImage image, String caption) {}

  private static final int MARGIN = 40;
  private static final int GAP = 20;
  private static final int HEADING = 76;
  private static final int LINE = 20;
  private static final int COLUMN_HEAD = 38;
  private static final int ROW_HEAD = 112;
  private static final int CAPTION = 34;

  /** Of a caption; more of it would be larger than the picture. */
  private static final int MOST_LINES = 3;

  private static final int CORNER = 14;
  private static final String DOTS = "\u2026";
  private static final int SMALLEST_SIDE = 200;
  private static final int LARGEST_SIDE = 320;

  private static final Color PAPER = new Color(0xf5f6f8);
  private static final Color INK = new Color(0x1b1f27);
  private static final Color FAINT_INK = new Color(0x667085);
  private static final Color FRAME = new Color(0, 0, 0, 40);

  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 24);
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
  private static final Font HEAD = new Font(Font.SANS_SERIF, Font.BOLD, 16);

  private GridSheet() {}

  /**
   * Draws a sheet.
   *
   * @throws IllegalStateException with a sentence if this Java has no font to write with
   */
  public static RgbImage draw(Content content) {
    int largest = content.cells().stream().mapToInt(cell -> cell.image().width()).max().orElse(0);
    return draw(content, Math.max(SMALLEST_SIDE, Math.min(LARGEST_SIDE, 2 * largest)));
  }

  /**
   * The same with pictures of so many pixels a side.
   *
   * @param side at least 1
   */
  static RgbImage draw(Content content, int side) {
    return draw(content, side, 1);
  }

  /**
   * The same, all of it enlarged by a factor.
   *
   * @param side of the pictures before it is enlarged, at least 1
   * @param factor at least 1
   */
  static RgbImage draw(Content content, int side, int factor) {
    requireFonts();
    int table = content.rowHead() + content.columns().size() * (side + GAP) - GAP;
    int width = 2 * MARGIN + Math.max(table, width(TITLE, content.title()));
    List<String> subtitle = lines(content.subtitle(), width - 2 * MARGIN);
    int heading = HEADING + (subtitle.size() - 1) * LINE;
    int caption = caption(content, side);
    int height =
        2 * MARGIN
            + heading
            + content.columnHead()
            + content.rows().size() * (side + caption + GAP)
            - GAP;
    BufferedImage sheet =
        new BufferedImage(factor * width, factor * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    try {
      prepare(graphics);
      graphics.scale(factor, factor);
      graphics.setColor(PAPER);
      graphics.fillRect(0, 0, width, height);
      drawHeading(graphics, content.title(), subtitle);
      drawTable(graphics, content, side, factor, MARGIN + heading + content.columnHead(), caption);
    } finally {
      graphics.dispose();
    }
    return BufferedImages.toRgb(sheet);
  }

  static void requireFonts() {
    try {
      TEXT.getStringBounds("GMACs", new FontRenderContext(null, true, true));
    } catch (InternalError | LinkageError | RuntimeException e) {
      // The several ways in which Java2D reports a machine without fonts or without FreeType.
      throw new IllegalStateException(Texts.of("image.gridSheet.noFonts"), e);
    }
  }

  static void prepare(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    // Grey levels, whatever the desktop prefers: a file is not read on the screen that made it.
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  private static void drawHeading(Graphics2D graphics, String title, List<String> subtitle) {
    graphics.setFont(TITLE);
    graphics.setColor(INK);
    graphics.drawString(title, MARGIN, MARGIN + 24);
    graphics.setFont(TEXT);
    graphics.setColor(FAINT_INK);
    for (int i = 0; i < subtitle.size(); i++) {
      graphics.drawString(subtitle.get(i), MARGIN, MARGIN + 50 + i * LINE);
    }
  }

  private static int width(Font font, String text) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    return (int) Math.ceil(font.getStringBounds(text, context).getWidth());
  }

  /** The lines of a text, broken between words where they are wider than there is room. */
  static List<String> lines(String text, int room) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ")) {
        String longer = line.isEmpty() ? word : line + " " + word;
        if (!line.isEmpty() && TEXT.getStringBounds(longer, context).getWidth() > room) {
          lines.add(line.toString());
          line = new StringBuilder(word);
        } else {
          line = new StringBuilder(longer);
        }
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** Room below each picture, the same everywhere. */
  private static int caption(Content content, int side) {
    int most =
        content.cells().stream()
            .mapToInt(cell -> captionLines(cell.caption(), side).size())
            .max()
            .orElse(1);
    return CAPTION + (most - 1) * LINE;
  }

  /** What is left out is told by dots at the end of the last line. */
  static List<String> captionLines(String text, int side) {
    int room = side + GAP / 2;
    List<String> all = lines(text, room);
    List<String> shown = new ArrayList<>(all.subList(0, Math.min(MOST_LINES, all.size())));
    if (all.size() > MOST_LINES) {
      shown.set(MOST_LINES - 1, shown.get(MOST_LINES - 1) + DOTS);
    }
    shown.replaceAll(line -> fitted(line, room));
    return shown;
  }

  /** A line that is wider than there is room, such as a long word, loses its end. */
  private static String fitted(String line, int room) {
    String text = line;
    String rest = line.endsWith(DOTS) ? line.substring(0, line.length() - 1) : line;
    while (width(TEXT, text) > room && !rest.isEmpty()) {
      rest = rest.substring(0, rest.offsetByCodePoints(rest.length(), -1));
      text = rest + DOTS;
    }
    return text;
  }

  private static void drawTable(
      Graphics2D graphics, Content content, int side, int factor, int top, int caption) {
    int left = MARGIN + content.rowHead();
    graphics.setFont(HEAD);
    graphics.setColor(INK);
    for (int column = 0; column < content.columns().size(); column++) {
      int x = left + column * (side + GAP);
      centred(graphics, content.columns().get(column), x + side / 2, top - 16);
    }
    for (int row = 0; row < content.rows().size(); row++) {
      int y = top + row * (side + caption + GAP);
      graphics.setFont(HEAD);
      graphics.setColor(INK);
      graphics.drawString(content.rows().get(row), MARGIN, y + side / 2 + 6);
      int first = row * content.columns().size();
      int end = Math.min(first + content.columns().size(), content.cells().size());
      for (int i = first; i < end; i++) {
        int x = left + (i - first) * (side + GAP);
        drawCell(graphics, content.cells().get(i), x, y, side, factor);
      }
    }
  }

  private static void drawCell(Graphics2D graphics, Cell cell, int x, int y, int side, int factor) {
    Shape clip = graphics.getClip();
    RoundRectangle2D frame = new RoundRectangle2D.Double(x, y, side, side, CORNER, CORNER);
    graphics.clip(frame);
    BufferedImage picture = BufferedImages.scaled(BufferedImages.of(cell.image()), factor * side);
    graphics.drawImage(picture, x, y, side, side, null); // a pixel for a pixel
    graphics.setClip(clip);
    // The outline also smooths the corners, which a clip leaves jagged.
    graphics.setColor(PAPER);
    graphics.setStroke(new BasicStroke(2));
    graphics.draw(frame);
    graphics.setColor(FRAME);
    graphics.setStroke(new BasicStroke(1));
    graphics.draw(frame);
    graphics.setFont(TEXT);
    graphics.setColor(FAINT_INK);
    List<String> caption = captionLines(cell.caption(), side);
    for (int i = 0; i < caption.size(); i++) {
      centred(graphics, caption.get(i), x + side / 2, y + side + 22 + i * LINE);
    }
  }

  private static void centred(Graphics2D graphics, String text, int x, int baseline) {
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(text, (float) (x - metrics.stringWidth(text) / 2.0), baseline);
  }
}
