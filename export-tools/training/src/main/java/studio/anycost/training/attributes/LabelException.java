package studio.anycost.training.attributes;

import java.io.IOException;
import java.nio.file.Path;

/** A file of labels that cannot be read; the message is a sentence. */
final class LabelException extends IOException {
  private static final long serialVersionUID = 1;

  LabelException(Path file, String sentence) {
    super(file + ": " + sentence);
  }

  LabelException(Path file, long line, String sentence) {
    super(file + ", line " + line + ": " + sentence);
  }
}
