package studio.anycost.models.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets every session write ONNX Runtime's profile of its runs, if a folder for them was given.
 * Closing the session completes the file.
 */
final class SessionProfiles {
  private final Optional<Path> folder;
  private final AtomicInteger count = new AtomicInteger();

  SessionProfiles(Optional<Path> folder) {
    this.folder = folder;
  }

  boolean areWritten() {
    return folder.isPresent();
  }

  /**
   * @param name of the session, as messages have it
   */
  void applyTo(OrtSession.SessionOptions options, String name) throws OrtException {
    if (folder.isPresent()) {
      // ONNX Runtime adds the time to the second, so that the name alone would not be unique.
      String file = fileName(count.incrementAndGet(), name);
      options.enableProfiling(folder.get().resolve(file).toString());
    }
  }

  /** The name after a number: {@code 00001_stage-for-4-px}. */
  private static String fileName(int number, String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "%05d_%s".formatted(number, plain.substring(0, Math.min(plain.length(), 80)));
  }
}
