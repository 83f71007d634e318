package studio.anycost.export.boundaries;

import java.io.IOException;
import java.nio.file.Path;

/** What was given holds no boundary that fits the generator. The message is a full sentence. */
public final class BoundaryException extends IOException {
  private static final long serialVersionUID = 1L;

  BoundaryException(String sentence) {
    super(sentence);
  }

  BoundaryException(Path file, String fault) {
    super(file + ": " + fault);
  }
}
