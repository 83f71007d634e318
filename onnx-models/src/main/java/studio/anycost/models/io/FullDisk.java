package studio.anycost.models.io;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Tells a full disk from other failures: Java has no exception for it, only the system's words. */
public final class FullDisk {
  private static final List<String> WORDS =
      List.of(
          "no space left", // Linux, macOS
          "disk quota exceeded",
          "not enough space on the disk"); // Windows

  private static final int MOST_CAUSES = 10; // a chain of causes may be a ring

  private FullDisk() {}

  /** Whether a failure, or one that it was caused by, says that there is no room left. */
  public static boolean isCause(IOException failure) {
    Throwable cause = failure;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++, cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (cause instanceof IOException && WORDS.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }
}
