package studio.anycost.app.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.words.Texts;
import studio.anycost.models.io.Npy;
import studio.anycost.models.io.NpyArray;

/** Saves pictures; the same picture gives the same bytes, and no file is ever half written. */
public final class PictureWriter {
  /** Quality of JPEG files where nothing else is asked for, 0..1. */
  public static final double JPEG_QUALITY = 0.95;

  private PictureWriter() {}

  /**
   * Saves a rendered picture in the format of the file's ending.
   *
   * @throws IllegalArgumentException with a sentence if the ending names no format
   * @throws IOException with a sentence if the file cannot be written
   */
  public static void write(Path file, ImageTensor image) throws IOException {
    write(file, image, JPEG_QUALITY);
  }

  /** The same with a JPEG quality of 0..1, which other formats ignore. */
  public static void write(Path file, ImageTensor image, double jpegQuality) throws IOException {
    if (PictureFormat.require(file) == PictureFormat.NPY) {
      int side = image.side();
      SafeFiles.write(
          file, Npy.toBytes(new NpyArray(new int[] {1, 3, side, side}, image.toArray())));
    } else {
      write(file, image.toRgb(), jpegQuality);
    }
  }

  /**
   * Saves an 8-bit picture as PNG or JPEG.
   *
   * @throws IllegalArgumentException with a sentence if the ending is another
   * @throws IOException with a sentence if the file cannot be written
   */
  public static void write(Path file, RgbImage image, double jpegQuality) throws IOException {
    write(file, image, jpegQuality, Optional.empty());
  }

  /** The same with notes in it. */
  public static void write(
      Path file, RgbImage image, double jpegQuality, Optional<PictureNotes> notes)
      throws IOException {
    PictureFormat format = PictureFormat.require(file);
    if (format == PictureFormat.NPY) {
      throw new IllegalArgumentException(Texts.of("image.pictureWriter.pngOrJpeg", file));
    }
    SafeFiles.write(file, bytes(format, image, jpegQuality, notes));
  }

  /**
   * The bytes of a file of a picture.
   *
   * @param format PNG or JPEG
   * @param jpegQuality 0..1, which PNG ignores
   */
  public static byte[] bytes(
      PictureFormat format, RgbImage image, double jpegQuality, Optional<PictureNotes> notes)
      throws IOException {
    return switch (format) {
      case PNG -> notes.isPresent() ? notes.get().intoPng(png(image)) : png(image);
      case JPEG ->
          notes.isPresent()
              ? notes.get().intoJpeg(jpeg(image, jpegQuality))
              : jpeg(image, jpegQuality);
      case NPY -> throw new IllegalArgumentException("Arrays hold no 8-bit pictures.");
    };
  }

  /** The bytes of a PNG file; the same picture gives the same. */
  public static byte[] png(RgbImage image) throws IOException {
    return encode("png", image, 1);
  }

  /** The bytes of a JPEG file of a quality of 0..1; the same picture gives the same. */
  public static byte[] jpeg(RgbImage image, double quality) throws IOException {
    return encode("jpeg", image, quality);
  }

  private static byte[] encode(String format, RgbImage image, double quality) throws IOException {
    BufferedImage picture = BufferedImages.of(image);
    ImageWriter writer = JavaImageIo.writer(format);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality((float) quality);
      }
      writer.write(null, new IIOImage(picture, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
