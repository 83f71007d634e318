package studio.anycost.export.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A checkpoint cannot be read, or does not hold what was asked for. The message is one or two full
 * sentences that begin with the file and can be shown to a user as they are.
 */
public final class CheckpointException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  CheckpointException(Path file, String sentence) {
    super(file + ": " + sentence);
    this.sentence = sentence;
  }

  CheckpointException(Path file, String sentence, Throwable cause) {
    super(file + ": " + sentence, cause);
    this.sentence = sentence;
  }

  /** What is wrong, without the file: begins in lower case. */
  public String sentence() {
    return sentence;
  }
}
