package studio.anycost.app.photo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.words.Texts;

/**
 * Saves a photo that was changed, with what its file tells beside the pixels.
 *
 * <p>The pixels are upright sRGB and are said to be, so that every viewer shows them so: EXIF data
 * are copied with orientation 1 and without their thumbnail, XMP data with orientation 1, and the
 * profile is that of sRGB. A JPEG of a JPEG is quantised by the tables of the photo, so that what
 * was not changed hardly changes.
 */
public final class PhotoWriter {
  private PhotoWriter() {}

  /** Whether a photo can be saved under this name. */
  public static boolean takes(Path file) {
    return isPng(file) || isJpeg(file);
  }

  private static boolean isPng(Path file) {
    return lower(file).endsWith(".png");
  }

  private static boolean isJpeg(Path file) {
    return lower(file).endsWith(".jpg") || lower(file).endsWith(".jpeg");
  }

  private static String lower(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }

  /** The usual ending of what becomes of a photo, with the dot: its own, or that of PNG files. */
  public static String ending(PhotoFile photo) {
    return photo.format() == PhotoFormat.JPEG ? ".jpg" : ".png";
  }

  /**
   * Saves a photo in the format of the file's ending.
   *
   * @param photo upright, sRGB
   * @param original what it was made of; never overwritten, wherever it lies
   * @param jpegQuality 0..1, of a JPEG file whose original is none
   * @throws IOException with a sentence if the ending is none of .jpg, .jpeg and .png, the file is
   *     the original, or it cannot be written
   */
  public static void write(Path file, RgbImage photo, PhotoFile original, double jpegQuality)
      throws IOException {
    write(file, photo, original, jpegQuality, Optional.empty());
  }

  /**
   * The same with notes beside what the photo's file tells.
   *
   * @param notes that the XMP data get, for instance that a model changed the photo
   */
  public static void write(
      Path file,
      RgbImage photo,
      PhotoFile original,
      double jpegQuality,
      Optional<PictureNotes> notes)
      throws IOException {
    requireNotOriginal(file, original);
    Optional<byte[]> exif = ExifBlock.of(original, photo.width(), photo.height());
    Optional<byte[]> xmp = xmp(original, mostXmp(file), notes);
    byte[] bytes;
    if (isJpeg(file)) {
      bytes = JpegPhoto.of(photo, JpegTables.of(original), jpegQuality, exif, xmp);
    } else if (isPng(file)) {
      bytes = PngPhoto.of(photo, exif, xmp);
    } else {
      throw new IOException(Texts.of("photo.photoWriter.jpegOrPng", file));
    }
    SafeFiles.write(file, bytes);
  }

  /** The photo's own packet with the notes in it, or as it is if it would be too long. */
  private static Optional<byte[]> xmp(PhotoFile original, int most, Optional<PictureNotes> notes) {
    Optional<byte[]> own = PhotoExtras.of(original).upright(most);
    if (notes.isEmpty()) {
      return own;
    }
    byte[] noted =
        own.map(notes.get()::addedTo)
            .orElseGet(() -> notes.get().xmp().getBytes(StandardCharsets.UTF_8));
    return noted.length <= most ? Optional.of(noted) : own;
  }

  private static int mostXmp(Path file) {
    return isPng(file) ? PngPhoto.LARGEST_XMP : JpegPhoto.LARGEST_XMP;
  }

  /**
   * What a photo's file holds that {@link #write} does not keep.
   *
   * @param file to be written; see {@link #takes}
   * @return one sentence for people; empty if all is kept
   */
  public static Optional<String> lost(Path file, PhotoFile original) {
    List<String> lost = PhotoExtras.of(original).lost(mostXmp(file));
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    int last = lost.size() - 1;
    String words =
        last == 0
            ? lost.get(0)
            : Texts.of(
                "photo.photoWriter.and", String.join(", ", lost.subList(0, last)), lost.get(last));
    return Optional.of(Texts.of("photo.photoWriter.notKept", original.name(), words));
  }

  /**
   * A photo that was changed as a photo to change further: a PNG, which loses nothing, with what
   * the photo before tells beside its pixels, under its name.
   *
   * @param photo upright, sRGB
   * @param notes that the XMP data get, for instance that a model changed the photo
   * @throws IOException with a sentence if the file would be too large
   */
  public static PhotoFile keep(RgbImage photo, PhotoFile original, Optional<PictureNotes> notes)
      throws IOException {
    Optional<byte[]> exif = ExifBlock.of(original, photo.width(), photo.height());
    Optional<byte[]> xmp = xmp(original, PngPhoto.LARGEST_XMP, notes);
    String name = original.name();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return PhotoFile.wrap(stem + ".png", PngPhoto.of(photo, exif, xmp));
  }

  /**
   * Refuses the file that holds the very bytes of a photo: it would be lost.
   *
   * @throws IOException with a sentence
   */
  public static void requireNotOriginal(Path file, PhotoFile original) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != original.size()) {
      return;
    }
    if (PhotoFile.hash(Files.readAllBytes(file)).equals(original.sha256())) {
      throw new IOException(Texts.of("photo.photoWriter.overThePhoto", file));
    }
  }
}
