package studio.anycost.app.photo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.image.JavaImageIo;
import studio.anycost.app.image.PngChunks;

/** Encodes a photo as PNG that says to be sRGB, with EXIF and XMP data. */
final class PngPhoto {
  /** The signature and the first chunk, which tells the size. */
  private static final int HEAD = 8 + 25;

  /** Keyword, neither packed nor of a language, and no other keyword. */
  static final String XMP_HEAD = "XML:com.adobe.xmp\0\0\0\0\0";

  /** The longest packet that is taken. */
  static final int LARGEST_XMP = 16 << 20;

  private static final byte[] PERCEPTUAL = {0};

  private PngPhoto() {}

  static byte[] of(RgbImage photo, Optional<byte[]> exif, Optional<byte[]> xmp) throws IOException {
    byte[] plain = encoded(photo);
    ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + 1024);
    out.write(plain, 0, HEAD);
    PngChunks.write(out, "sRGB", PERCEPTUAL);
    exif.ifPresent(data -> PngChunks.write(out, "eXIf", data));
    xmp.ifPresent(data -> PngChunks.write(out, "iTXt", text(data)));
    out.write(plain, HEAD, plain.length - HEAD);
    return out.toByteArray();
  }

  private static byte[] text(byte[] packet) {
    byte[] head = XMP_HEAD.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + packet.length).put(head).put(packet).array();
  }

  private static byte[] encoded(RgbImage photo) throws IOException {
    BufferedImage picture = PlainPicture.of(photo);
    ImageWriter writer = JavaImageIo.writer("png");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(new IIOImage(picture, null, null));
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
