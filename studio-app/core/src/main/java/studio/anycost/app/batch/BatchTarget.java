package studio.anycost.app.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import studio.anycost.app.image.PictureFormat;
import studio.anycost.app.photo.PhotoNames;
import studio.anycost.app.series.NamedPhoto;

/**
 * Where the pictures go, and how.
 *
 * @param folder which is there
 * @param format PNG or JPEG; empty for PNG, or for that of the photo where whole photos are made
 * @param jpegQuality 0..1, for JPEG
 * @param replace whether pictures are made again that are there
 * @param intoPhoto whether the edited face of a photo goes back into it, so that the whole photo is
 *     made; drawn faces have none
 */
public record BatchTarget(
    Path folder,
    Optional<PictureFormat> format,
    double jpegQuality,
    boolean replace,
    boolean intoPhoto) {
  private static final String JPEG = ".jpg";
  private static final String PNG = ".png";

  public BatchTarget {
    Objects.requireNonNull(folder);
    if (format.equals(Optional.of(PictureFormat.NPY))) {
      throw new IllegalArgumentException("A batch writes .png or .jpg.");
    }
    if (!(jpegQuality >= 0 && jpegQuality <= 1)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "The quality lies between 0 and 1, not at %s.", jpegQuality));
    }
  }

  /**
   * Whether a folder is one of those whose photos a batch is made of: what is written there would
   * be taken for photos by the next one.
   *
   * @param photos files, and folders of them, as a person named them
   */
  public static boolean isOneOf(Path folder, List<Path> photos) {
    return photos.stream().anyMatch(each -> Files.isDirectory(each) && isSame(folder, each));
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.isSameFile(one, other);
    } catch (IOException e) {
      // Which file it is cannot be found out by looking: its name decides.
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
  }

  /** The picture of a face. */
  Path file(String name) {
    boolean jpeg = format.equals(Optional.of(PictureFormat.JPEG));
    return folder.resolve(name + (jpeg ? JPEG : PNG));
  }

  /** What is made of a photo. */
  Path file(NamedPhoto photo) {
    return intoPhoto && format.isEmpty()
        ? folder.resolve(photo.name() + (PhotoNames.isJpeg(photo.file()) ? JPEG : PNG))
        : file(photo.name());
  }
}
