import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * Draws the icons of the installers: the program's as the window draws its own, and a sheet of paper
 * with it for each kind of file. Writes PNG, ICO and ICNS; the latter two hold PNGs. Run by the
 * build as a single file, {@code java Icons.java FOLDER}.
 */
public final class Icons {
  private static final double UNIT = 64;
  private static final Color BLUE = new Color(0x3b82f6);
  private static final Color VIOLET = new Color(0x7c3aed);

  private Icons() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    write(folder, "anycost-studio", Icons::program);
    write(folder, "project", graphics -> document(graphics, BLUE, VIOLET));
    write(folder, "model", graphics -> document(graphics, new Color(0x0f766e), new Color(0x65a30d)));
  }

  private static void write(Path folder, String name, Consumer<Graphics2D> drawing)
      throws IOException {
    Files.write(folder.resolve(name + ".png"), png(drawing, 256));
    Files.write(folder.resolve(name + ".ico"), ico(drawing, List.of(16, 32, 48, 256)));
    Files.write(folder.resolve(name + ".icns"), icns(drawing));
  }

  private static byte[] png(Consumer<Graphics2D> drawing, int side) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(side / UNIT, side / UNIT);
    drawing.accept(graphics);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** Half a face in coarse steps, half in fine ones: one generator at many costs. */
  private static void program(Graphics2D graphics) {
    ground(graphics, BLUE, VIOLET);
  }

  private static void ground(Graphics2D graphics, Color from, Color to) {
    graphics.setPaint(new GradientPaint(0, 0, from, (float) UNIT, (float) UNIT, to));
    graphics.fill(new RoundRectangle2D.Double(0, 0, UNIT, UNIT, 28, 28));
    graphics.setColor(Color.WHITE);
    java.awt.Shape clip = graphics.getClip();
    graphics.clip(new Rectangle2D.Double(32, 0, 32, UNIT));
    graphics.fill(new Ellipse2D.Double(13, 13, 38, 38));
    graphics.setClip(clip);
    double block = 6.4;
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 3; column++) {
        double x = 32 - (column + 1) * block;
        double y = 32 + (row - 3) * block;
        if (Math.hypot(x + block / 2 - 32, y + block / 2 - 32) < 19) {
          graphics.setColor(new Color(1f, 1f, 1f, 0.9f - 0.15f * column));
          graphics.fill(new Rectangle2D.Double(x, y, block - 0.6, block - 0.6));
        }
      }
    }
  }

  /** A sheet with a folded corner and the program's mark in the colours of its kind. */
  private static void document(Graphics2D graphics, Color from, Color to) {
    Path2D sheet = new Path2D.Double();
    sheet.moveTo(12, 2);
    sheet.lineTo(41, 2);
    sheet.lineTo(54, 15);
    sheet.lineTo(54, 62);
    sheet.lineTo(12, 62);
    sheet.closePath();
    graphics.setColor(new Color(0xf8fafc));
    graphics.fill(sheet);
    graphics.setColor(new Color(0x94a3b8));
    graphics.draw(sheet);
    Path2D fold = new Path2D.Double();
    fold.moveTo(41, 2);
    fold.lineTo(41, 15);
    fold.lineTo(54, 15);
    fold.closePath();
    graphics.setColor(new Color(0xcbd5e1));
    graphics.fill(fold);
    graphics.setComposite(AlphaComposite.SrcOver);
    graphics.translate(18, 24);
    graphics.scale(30 / UNIT, 30 / UNIT);
    ground(graphics, from, to);
  }

  /** A directory of PNGs, as Windows reads it since Vista. */
  private static byte[] ico(Consumer<Graphics2D> drawing, List<Integer> sides) throws IOException {
    int offset = 6 + 16 * sides.size();
    ByteArrayOutputStream images = new ByteArrayOutputStream();
    ByteBuffer head = ByteBuffer.allocate(offset).order(ByteOrder.LITTLE_ENDIAN);
    head.putShort((short) 0).putShort((short) 1).putShort((short) sides.size());
    for (int side : sides) {
      byte[] image = png(drawing, side);
      head.put((byte) side).put((byte) side).putShort((short) 0); // 256 is written as 0
      head.putShort((short) 1).putShort((short) 32);
      head.putInt(image.length).putInt(offset + images.size());
      images.write(image);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.array());
    images.writeTo(all);
    return all.toByteArray();
  }

  /** PNGs under the names that macOS has for their sizes. */
  private static byte[] icns(Consumer<Graphics2D> drawing) throws IOException {
    ByteArrayOutputStream images = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(images);
    List<String> names = List.of("ic07", "ic08", "ic09", "ic10");
    for (int i = 0; i < names.size(); i++) {
      byte[] image = png(drawing, 128 << i);
      out.writeBytes(names.get(i));
      out.writeInt(image.length + 8);
      out.write(image);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream file = new DataOutputStream(all);
    file.writeBytes("icns");
    file.writeInt(images.size() + 8);
    images.writeTo(file);
    return all.toByteArray();
  }
}
