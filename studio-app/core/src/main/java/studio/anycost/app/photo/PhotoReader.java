package studio.anycost.app.photo;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.words.Texts;

/**
 * Reads photos: JPEG, PNG, TIFF, WebP, the first picture of a GIF, BMP.
 *
 * <p>Pixels come upright, whatever way the camera was held, in sRGB, on white where the file is
 * transparent. A file is hostile until it is read: its headers are compared with {@link
 * PhotoLimits} before a decoder sees it, and whatever goes wrong becomes one sentence. Large photos
 * are subsampled while they are decoded. Nothing is written to disk.
 *
 * <p>Safe to use from any thread; decoding 12 megapixels takes some tenths of a second, of a WebP
 * file two, and so is nothing for the JavaFX thread.
 */
public final class PhotoReader {
  /** Rows that are converted at a time. */
  private static final int BAND = 64;

  private final PhotoLimits limits;
  private final ImageReaders readers = new ImageReaders();

  public PhotoReader() {
    this(PhotoLimits.DEFAULT);
  }

  public PhotoReader(PhotoLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads and decodes a file.
   *
   * @throws IOException with one sentence that names the file and what is wrong with it
   */
  public Photo read(Path file) throws IOException {
    return decode(PhotoFile.read(file));
  }

  /**
   * Decodes a file that was read before.
   *
   * @throws PhotoException with one sentence that names the file and what is wrong with it
   */
  public Photo decode(PhotoFile file) throws PhotoException {
    try {
      PhotoHeader header = PhotoHeader.of(file.format(), file.bytes());
      requireSize(header);
      Orientation orientation = header.orientation();
      return new Photo(
          file,
          upright(decoded(file, header), header),
          orientation.width(header.width(), header.height()),
          orientation.height(header.width(), header.height()));
    } catch (DamagedPhotoException e) {
      throw new PhotoException(file.name() + ": " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      // Decoders answer broken data with exceptions of many kinds.
      throw new PhotoException(
          file.name() + ": " + DamagedPhotoException.damaged().getMessage(), e);
    } catch (OutOfMemoryError e) {
      // One large allocation, which left nothing behind: the studio goes on.
      throw new PhotoException(Texts.of("photo.photoReader.memory", file.name()), e);
    }
  }

  private void requireSize(PhotoHeader header) throws DamagedPhotoException {
    if (header.width() < 1 || header.height() < 1) {
      throw DamagedPhotoException.damaged();
    }
    long pixels = (long) header.width() * header.height();
    long most = header.held() ? limits.heldPixels() : limits.pixels();
    if (pixels > most || Math.max(header.width(), header.height()) > limits.side()) {
      throw new DamagedPhotoException(
          Texts.of(
              "photo.photoReader.tooManyPixels",
              header.width(),
              header.height(),
              most / 1_000_000));
    }
  }

  private BufferedImage decoded(PhotoFile file, PhotoHeader header)
      throws IOException, DamagedPhotoException {
    byte[] bytes = PhotoHeader.essential(file.format(), file.bytes());
    ImageReader reader = readers.open(file.format());
    try (ImageInputStream in = new ByteArrayImageInputStream(bytes)) {
      reader.setInput(in, false, true);
      if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
        throw DamagedPhotoException.damaged();
      }
      ImageReadParam parameters = reader.getDefaultReadParam();
      int step = limits.subsampling(header.width(), header.height());
      parameters.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, parameters);
    } finally {
      reader.dispose();
    }
  }

  private static RgbImage upright(BufferedImage picture, PhotoHeader header)
      throws DamagedPhotoException {
    int width = picture.getWidth();
    int height = picture.getHeight();
    Orientation orientation = header.orientation();
    int[] upright = new int[width * height];
    int[] rows = new int[width * Math.min(BAND, height)];
    SrgbRows source = new SrgbRows(picture, header.profile());
    for (int first = 0; first < height; first += BAND) {
      int count = Math.min(BAND, height - first);
      source.read(first, count, rows);
      orientation.place(rows, first, count, width, height, upright);
    }
    return RgbImage.wrap(
        orientation.width(width, height), orientation.height(width, height), upright);
  }
}
