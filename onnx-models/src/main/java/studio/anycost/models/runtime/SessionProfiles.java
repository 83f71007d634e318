package studio.anycost.models.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import studio.anycost.models.profile.SessionProfile;

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
      String file = SessionProfile.fileName(count.incrementAndGet(), name);
      options.enableProfiling(folder.get().resolve(file).toString());
    }
  }
}
