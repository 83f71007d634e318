package studio.anycost.app.photo;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.plugins.jpeg.JPEGQTable;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.NodeList;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.image.JavaImageIo;

/** Encodes a photo as JPEG, with EXIF data, XMP data and the profile of sRGB. */
final class JpegPhoto {
  private static final String FORMAT = "javax_imageio_jpeg_image_1.0";
  private static final int EXIF = 0xe1;
  private static final int PROFILE = 0xe2;

  /** What a segment holds, after its marker and its length. */
  private static final int LARGEST_SEGMENT = 0xffff - 2;

  static final String XMP_MARK = "http://ns.adobe.com/xap/1.0/\0";

  /** The longest packet that a segment holds. */
  static final int LARGEST_XMP = LARGEST_SEGMENT - XMP_MARK.length();

  /** In zigzag order, where a value stands in reading order. */
  private static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  private JpegPhoto() {}

  /**
   * @param tables of another file that are used; empty for those of the quality
   * @param quality 0..1
   */
  static byte[] of(
      RgbImage photo,
      Optional<JpegTables> tables,
      double quality,
      Optional<byte[]> exif,
      Optional<byte[]> xmp)
      throws IOException {
    byte[] plain = encoded(photo, tables, quality);
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + 8192);
    int after = 2;
    if ((plain[3] & 0xff) == 0xe0) { // JFIF, which comes first wherever it is
      after += 2 + ((plain[4] & 0xff) << 8 | plain[5] & 0xff);
    }
    out.write(plain, 0, after);
    if (exif.isPresent()) {
      segment(out, EXIF, "Exif\0\0", exif.get());
    }
    if (xmp.isPresent()) {
      segment(out, EXIF, XMP_MARK, xmp.get());
    }
    segment(
        out, PROFILE, "ICC_PROFILE\0\1\1", ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    out.write(plain, after, plain.length - after);
    return out.toByteArray();
  }

  /** Data that are too long for a segment are left out: nothing else would be readable. */
  private static void segment(ByteArrayOutputStream out, int marker, String mark, byte[] data) {
    int length = mark.length() + data.length;
    if (length > LARGEST_SEGMENT) {
      return;
    }
    out.write(0xff);
    out.write(marker);
    out.write(length + 2 >> 8);
    out.write(length + 2);
    out.writeBytes(mark.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(data);
  }

  private static byte[] encoded(RgbImage photo, Optional<JpegTables> tables, double quality)
      throws IOException {
    BufferedImage picture = PlainPicture.of(photo);
    ImageWriter writer = JavaImageIo.writer("jpeg");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (tables.isEmpty()) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality((float) quality);
      }
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(picture), parameters);
      if (tables.isPresent()) {
        use(tables.get(), metadata);
      }
      writer.write(null, new IIOImage(picture, null, metadata), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static void use(JpegTables tables, IIOMetadata metadata) throws IOException {
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    NodeList divisors = root.getElementsByTagName("dqtable");
    for (int i = 0; i < divisors.getLength(); i++) {
      IIOMetadataNode node = (IIOMetadataNode) divisors.item(i);
      boolean first = node.getAttribute("qtableId").equals("0");
      node.setUserObject(table(first ? tables.luminance() : tables.chrominance()));
    }
    NodeList components = root.getElementsByTagName("componentSpec");
    IIOMetadataNode luminance = (IIOMetadataNode) components.item(0);
    String factor = tables.halved() ? "2" : "1";
    luminance.setAttribute("HsamplingFactor", factor);
    luminance.setAttribute("VsamplingFactor", factor);
    metadata.setFromTree(FORMAT, root);
  }

  private static JPEGQTable table(List<Integer> zigzag) {
    int[] table = new int[ZIGZAG.length];
    for (int i = 0; i < table.length; i++) {
      table[ZIGZAG[i]] = zigzag.get(i);
    }
    return new JPEGQTable(table);
  }
}
