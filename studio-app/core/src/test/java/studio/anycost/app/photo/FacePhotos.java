package studio.anycost.app.photo;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
