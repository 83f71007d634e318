package studio.anycost.app.photo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Photos with faces in all forms in which they come, made of those that the tests ship. */
public final class FacePhotos {
  /** The upright picture's sides that the first stored row and column are, by EXIF's number. */
  private static final List<String> HELD =
      List.of(
          "top,left",
          "top,right",
          "bottom,right",
          "bottom,left",
          "left,top",
          "right,top",
          "right,bottom",
          "left,bottom");

  private FacePhotos() {}

  /** 512x512, one face at (225, 107) whose square is 175 pixels wide. */
  public static BufferedImage astronaut() {
    return read("/faces/astronaut.png");
  }

  /** 1024x768, four faces. */
  public static BufferedImage group() {
    return read("/faces/group.png");
  }

  private static BufferedImage read(String name) {
    try {
      return ImageIO.read(new ByteArrayInputStream(PhotoSamples.resource(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A group of five. */
  public static BufferedImage five() {
    BufferedImage wide = new BufferedImage(1536, 768, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = wide.createGraphics();
    graphics.drawImage(group(), 0, 0, null);
    graphics.drawImage(astronaut().getSubimage(110, 0, 230, 230), 1150, 100, null);
    graphics.dispose();
    return wide;
  }

  /** The face touches the border, and its square reaches far beyond it. */
  public static BufferedImage atTheBorder() {
    BufferedImage part = astronaut().getSubimage(190, 40, 300, 300);
    return PhotoSamples.as(BufferedImage.TYPE_INT_RGB, part);
  }

  /** The astronaut turned clockwise by quarters. */
  public static BufferedImage turned(int quarters) {
    BufferedImage upright = astronaut();
    BufferedImage turned = new BufferedImage(512, 512, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = turned.createGraphics();
    graphics.drawImage(
        upright, AffineTransform.getQuadrantRotateInstance(quarters, 256, 256), null);
    graphics.dispose();
    return turned;
  }

  /** A smooth picture of nothing. */
  public static BufferedImage nobody(int side) {
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < side * side; i++) {
      picture.setRGB(i % side, i / side, (i % side * 200 / side) << 16 | i / side * 200 / side);
    }
    return picture;
  }

  public static byte[] png(BufferedImage picture) {
    return PhotoSamples.written(picture, "png");
  }

  /** A JPEG as a camera stores it that was held in one of EXIF's eight ways. */
  public static byte[] held(BufferedImage upright, int orientation) {
    String[] sides = HELD.get(orientation - 1).split(",");
    BufferedImage stored = PhotoSamples.held(upright, sides[0], sides[1]);
    return PhotoSamples.withExif(PhotoSamples.written(stored, "jpeg"), orientation);
  }

  /** A JPEG in inks, inverted as Adobe's programs do. */
  public static byte[] cmyk(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int i = 0; i < width * height; i++) {
      int rgb = picture.getRGB(i % width, i / width);
      // Inverted cyan is red; no black ink.
      int[] stored = {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, 255};
      raster.setPixel(i % width, i / width, stored);
    }
    byte[] jpeg = PhotoSamples.written(new IIOImage(raster, null, null), "jpeg", false);
    byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    return PhotoSamples.withSegment(jpeg, 0xee, adobe);
  }

  /** A TIFF of 16 bits a colour. */
  public static byte[] sixteenBit(BufferedImage picture) {
    int[] samples =
        PhotoSamples.as(BufferedImage.TYPE_INT_RGB, picture)
            .getRaster()
            .getPixels(0, 0, picture.getWidth(), picture.getHeight(), (int[]) null);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= 257;
    }
    return Tiff.picture(true, picture.getWidth(), picture.getHeight(), 2, 16, samples).bytes();
  }

  /** A GIF whose first picture counts. */
  public static byte[] animated(BufferedImage first, BufferedImage second) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      writer.writeToSequence(new IIOImage(first, null, null), null);
      writer.writeToSequence(new IIOImage(second, null, null), null);
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A PNG of 16 bits a colour. */
  public static byte[] sixteenBitPng(BufferedImage picture) {
    ColorSpace srgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    ComponentColorModel colours =
        new ComponentColorModel(srgb, false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
    int width = picture.getWidth();
    int height = picture.getHeight();
    WritableRaster raster = colours.createCompatibleWritableRaster(width, height);
    for (int i = 0; i < width * height; i++) {
      int rgb = picture.getRGB(i % width, i / width);
      int[] deep = {(rgb >> 16 & 0xff) * 257, (rgb >> 8 & 0xff) * 257, (rgb & 0xff) * 257};
      raster.setPixel(i % width, i / width, deep);
    }
    return png(new BufferedImage(colours, raster, false, null));
  }

  /** An animated PNG whose first picture counts. */
  public static byte[] animatedPng(BufferedImage first, BufferedImage second) {
    byte[] control =
        ByteBuffer.allocate(26)
            .putInt(4, first.getWidth())
            .putInt(8, first.getHeight())
            .putShort(20, (short) 1)
            .putShort(22, (short) 10)
            .array();
    byte[] still =
        PhotoSamples.withChunk(
            PhotoSamples.withChunk(png(first), "fcTL", control),
            "acTL",
            ByteBuffer.allocate(8).putInt(2).array());
    byte[] next = control.clone();
    next[3] = 1;
    byte[] other = png(second);
    int data = other.length - 33 - 12 - 12; // the one chunk between its header and its end
    byte[] frame = ByteBuffer.allocate(4 + data).putInt(2).put(other, 41, data).array();
    return PhotoSamples.withLastChunk(
        PhotoSamples.withLastChunk(still, "fcTL", next), "fdAT", frame);
  }

  /** The astronaut as a lossy WebP file of the fastest method, whose first block is true motion. */
  public static byte[] webP() {
    return PhotoSamples.resource("/faces/astronaut.webp");
  }

  /** A WebP file of two lossy frames, both of which are the astronaut. */
  public static byte[] animatedWebP() {
    byte[] still = webP();
    ByteBuffer out = ByteBuffer.allocate(2 * still.length + 200).order(ByteOrder.LITTLE_ENDIAN);
    out.put(PhotoSamples.ascii("RIFF....WEBPVP8X")).putInt(10).putInt(2);
    size(out).put(PhotoSamples.ascii("ANIM")).putInt(6).putInt(0).putShort((short) 0);
    for (int i = 0; i < 2; i++) {
      out.put(PhotoSamples.ascii("ANMF")).putInt(16 + still.length - 12).put(new byte[6]);
      size(out).put(new byte[] {100, 0, 0, 0}).put(still, 12, still.length - 12);
    }
    return Arrays.copyOf(out.putInt(4, out.position() - 8).array(), out.position());
  }

  /** 512x512, as such files count: from 0 on, in three bytes each. */
  private static ByteBuffer size(ByteBuffer out) {
    return out.put(new byte[] {(byte) 0xff, 1, 0, (byte) 0xff, 1, 0});
  }

  /** The astronaut in every form that photos come in, by the name of the file. */
  public static Map<String, byte[]> forms() {
    Map<String, byte[]> forms = new TreeMap<>();
    BufferedImage one = astronaut();
    BufferedImage other = nobody(512);
    for (int orientation = 1; orientation <= 8; orientation++) {
      forms.put("exif" + orientation + ".jpg", held(one, orientation));
    }
    forms.put("animated.gif", animated(one, other));
    forms.put("animated-png.png", animatedPng(one, other));
    forms.put("animated-webp.webp", animatedWebP());
    forms.put("inks.jpg", cmyk(one));
    forms.put("plain.png", png(one));
    forms.put("sixteen.tif", sixteenBit(one));
    forms.put("sixteen-png.png", sixteenBitPng(one));
    forms.put("webp.webp", webP());
    return forms;
  }

  /** Files that show no face, by their names, each with what is said of it. */
  public static Map<String, Fault> faults() {
    byte[] whole = png(astronaut());
    return new TreeMap<>(
        Map.of(
            "cut.png", new Fault(Arrays.copyOf(whole, 3000), "the file ends before its picture"),
            "empty.jpg", new Fault(new byte[0], "empty.jpg"),
            "giant.png", new Fault(giant(), "40000 x 40000 pixels"),
            "nobody.png", new Fault(png(nobody(300)), "No face was found"),
            "one.png", new Fault(png(nobody(1)), "No face was found"),
            "text.png",
                new Fault("Dear Sir or Madam".getBytes(UTF_8), "it is a text, not a photo")));
  }

  /**
   * A file and what is wrong with it.
   *
   * @param sentence a part of it
   */
  public record Fault(byte[] bytes, String sentence) {}

  /** A small file that says that it has 40000x40000 pixels. */
  public static byte[] giant() {
    byte[] png = PhotoSamples.written(PhotoSamples.quadrants(), "png");
    ByteBuffer.wrap(png).putInt(16, 40_000).putInt(20, 40_000);
    return png;
  }

  /** Writes a file into a folder. */
  public static Path write(Path folder, String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}
