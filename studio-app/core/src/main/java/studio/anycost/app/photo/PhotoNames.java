package studio.anycost.app.photo;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How the files of photos are called; what a file holds is found out by reading it. */
public final class PhotoNames {
  /** The endings, without the dot. */
  public static final List<String> ENDINGS =
      List.of("jpg", "jpeg", "png", "tif", "tiff", "webp", "gif", "bmp");

  private PhotoNames() {}

  /** Whether a file is called like a photo. */
  public static boolean isPhoto(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(ending -> lower.endsWith("." + ending));
  }

  /** Whether a file is called like a JPEG. */
  public static boolean isJpeg(Path file) {
    String lower = file.toString().toLowerCase(Locale.ROOT);
    return lower.endsWith(".jpg") || lower.endsWith(".jpeg");
  }
}
