package studio.anycost.app.photo;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small photos of all kinds, made by the tests. */
final class PhotoSamples {
  static final int WIDTH = 48;
  static final int HEIGHT = 32;
  static final int UPPER_LEFT = 0xc02020;
  static final int UPPER_RIGHT = 0x20b040;
  static final int LOWER_LEFT = 0x3040c0;
  static final int LOWER_RIGHT = 0xd0c030;

  private PhotoSamples() {}

  /** Four colours, so that no turn or mirror looks like another. */
  static BufferedImage quadrants() {
    return quadrants(WIDTH, HEIGHT);
  }

  static BufferedImage quadrants(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean left = x < width / 2;
        boolean upper = y < height / 2;
        picture.setRGB(
            x, y, upper ? left ? UPPER_LEFT : UPPER_RIGHT : left ? LOWER_LEFT : LOWER_RIGHT);
      }
    }
    return picture;
  }

  /** A copy in another form, value for value; see {@link BufferedImage#getType}. */
  static BufferedImage as(int type, BufferedImage picture) {
    BufferedImage result = new BufferedImage(picture.getWidth(), picture.getHeight(), type);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        result.setRGB(x, y, picture.getRGB(x, y));
      }
    }
    return result;
  }

  /**
   * What a camera stores that was held so that the first stored row is the upright picture's row or
   * column at one side, and the first stored column the one at another; the words of EXIF's
   * standard.
   */
  static BufferedImage held(BufferedImage upright, String rowZero, String columnZero) {
    boolean swaps = rowZero.equals("left") || rowZero.equals("right");
    int width = swaps ? upright.getHeight() : upright.getWidth();
    int height = swaps ? upright.getWidth() : upright.getHeight();
    BufferedImage stored = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int uprightX = 0;
        int uprightY = 0;
        for (var side : Map.of(rowZero, y, columnZero, x).entrySet()) {
          switch (side.getKey()) {
            case "left" -> uprightX = side.getValue();
            case "right" -> uprightX = upright.getWidth() - 1 - side.getValue();
            case "top" -> uprightY = side.getValue();
            default -> uprightY = upright.getHeight() - 1 - side.getValue();
          }
        }
        stored.setRGB(x, y, upright.getRGB(uprightX, uprightY));
      }
    }
    return stored;
  }

  static byte[] resource(String name) {
    try (InputStream in = PhotoSamples.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] written(BufferedImage picture, String format) {
    return written(new IIOImage(picture, null, null), format, false);
  }

  static byte[] progressiveJpeg(BufferedImage picture) {
    return written(new IIOImage(picture, null, null), "jpeg", true);
  }

  static byte[] written(IIOImage image, String format, boolean progressive) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = javaWriter(format);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(1);
      }
      if (progressive) {
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, image, parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static ImageWriter javaWriter(String format) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (writer.getClass().getModule() == ImageWriter.class.getModule()) {
        return writer;
      }
    }
    throw new IllegalStateException("Java writes no " + format);
  }

  /** EXIF data that hold an orientation alone. */
  static byte[] exif(int orientation) {
    return new Tiff(true).shortValue(274, orientation).bytes();
  }

  /** A JPEG file with a segment after its first marker. */
  static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
    ByteBuffer result = ByteBuffer.allocate(jpeg.length + body.length + 4);
    result.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker).putShort((short) (body.length + 2));
    return result.put(body).put(jpeg, 2, jpeg.length - 2).array();
  }

  static byte[] withExif(byte[] jpeg, int orientation) {
    return withSegment(jpeg, 0xe1, joined(ascii("Exif\0\0"), exif(orientation)));
  }

  static byte[] withProfile(byte[] jpeg, byte[] profile) {
    return withSegment(jpeg, 0xe2, joined(ascii("ICC_PROFILE\0"), new byte[] {1, 1}, profile));
  }

  /** A PNG file with a chunk after its header. */
  static byte[] withChunk(byte[] png, String type, byte[] body) {
    CRC32 sum = new CRC32();
    sum.update(ascii(type));
    sum.update(body);
    int at = 33;
    return ByteBuffer.allocate(png.length + body.length + 12)
        .put(png, 0, at)
        .putInt(body.length)
        .put(ascii(type))
        .put(body)
        .putInt((int) sum.getValue())
        .put(png, at, png.length - at)
        .array();
  }

  /** A PNG file with a chunk before its end. */
  static byte[] withLastChunk(byte[] png, String type, byte[] body) {
    CRC32 sum = new CRC32();
    sum.update(ascii(type));
    sum.update(body);
    int at = png.length - 12;
    return ByteBuffer.allocate(png.length + body.length + 12)
        .put(png, 0, at)
        .putInt(body.length)
        .put(ascii(type))
        .put(body)
        .putInt((int) sum.getValue())
        .put(png, at, 12)
        .array();
  }

  static byte[] withPngProfile(byte[] png, byte[] profile) {
    return withChunk(png, "iCCP", joined(ascii("p\0\0"), deflated(profile)));
  }

  static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(result)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result.toByteArray();
  }

  /** Java's profile of linear light: a value of a half is much brighter than in sRGB. */
  static byte[] linearLight() {
    return ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
  }

  /**
   * A JPEG of one colour in inks of 0..255, written as Adobe's programs do: inverted, and with
   * their marker.
   *
   * @param transformed whether as YCCK
   */
  static byte[] cmykJpeg(int cyan, int magenta, int yellow, int black, boolean transformed) {
    int[] stored = {255 - cyan, 255 - magenta, 255 - yellow, 255 - black};
    if (transformed) {
      // Their YCC is made of the inks themselves, black alone is inverted.
      double red = cyan;
      double green = magenta;
      double blue = yellow;
      stored[0] = round(0.299 * red + 0.587 * green + 0.114 * blue);
      stored[1] = round(128 - 0.168736 * red - 0.331264 * green + 0.5 * blue);
      stored[2] = round(128 + 0.5 * red - 0.418688 * green - 0.081312 * blue);
    }
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
    for (int i = 0; i < 256; i++) {
      raster.setPixel(i % 16, i / 16, stored);
    }
    byte[] jpeg = written(new IIOImage(raster, null, null), "jpeg", false);
    byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) (transformed ? 2 : 0)};
    return withSegment(jpeg, 0xee, adobe);
  }

  private static int round(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }

  /**
   * A profile of four inks in which every ink alone is red, whatever its name, and none is white.
   */
  static byte[] redInks() {
    byte[][] colours = new byte[16][];
    for (int i = 0; i < 16; i++) {
      // In Lab: white, or a red of lightness 53.
      colours[i] = i == 0 ? lab(255, 0, 0) : lab(136, 80, 67);
    }
    byte[] white =
        ByteBuffer.allocate(20)
            .put(ascii("XYZ \0\0\0\0"))
            .putInt(0xf6d6)
            .putInt(0x10000)
            .putInt(0xd32d)
            .array();
    byte[] text = joined(ascii("text\0\0\0\0test\0"), new byte[3]);
    byte[] description =
        ByteBuffer.allocate(104).put(ascii("desc\0\0\0\0")).putInt(5).put(ascii("test\0")).array();
    Map<String, byte[]> tags = new TreeMap<>();
    tags.put("A2B0", table(4, 3, joined(colours)));
    tags.put("B2A0", table(3, 4, new byte[8 * 4])); // asked for, but not used
    tags.put("cprt", text);
    tags.put("desc", description);
    tags.put("wtpt", white);
    int offset = 128 + 4 + 12 * tags.size();
    int size = offset;
    for (byte[] tag : tags.values()) {
      size += (tag.length + 3) / 4 * 4;
    }
    ByteBuffer profile = ByteBuffer.allocate(size);
    profile.putInt(size).putInt(0).putInt(0x02400000).put(ascii("prtrCMYKLab "));
    profile.position(36);
    profile.put(ascii("acsp"));
    profile.position(68);
    profile.putInt(0xf6d6).putInt(0x10000).putInt(0xd32d);
    profile.position(128);
    profile.putInt(tags.size());
    for (var tag : tags.entrySet()) {
      profile.put(ascii(tag.getKey())).putInt(offset).putInt(tag.getValue().length);
      profile.put(offset, tag.getValue());
      offset += (tag.getValue().length + 3) / 4 * 4;
    }
    return profile.array();
  }

  /** A table of two points an input, of ICC's type for 8 bits. */
  private static byte[] table(int inputs, int outputs, byte[] points) {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    table.writeBytes(ascii("mft1\0\0\0\0"));
    table.writeBytes(new byte[] {(byte) inputs, (byte) outputs, 2, 0});
    for (int i = 0; i < 9; i++) {
      table.writeBytes(ByteBuffer.allocate(4).putInt(i % 4 == 0 ? 0x10000 : 0).array());
    }
    byte[] ramp = new byte[256];
    for (int i = 0; i < 256; i++) {
      ramp[i] = (byte) i;
    }
    for (int i = 0; i < inputs; i++) {
      table.writeBytes(ramp);
    }
    table.writeBytes(points);
    for (int i = 0; i < outputs; i++) {
      table.writeBytes(ramp);
    }
    return table.toByteArray();
  }

  private static byte[] lab(int lightness, int a, int b) {
    return new byte[] {(byte) lightness, (byte) (128 + a), (byte) (128 + b)};
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      result.writeBytes(part);
    }
    return result.toByteArray();
  }

  static byte[] cut(byte[] file, double share) {
    return Arrays.copyOf(file, (int) (file.length * share));
  }
}
