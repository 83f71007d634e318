package studio.anycost.export.importer;

import java.io.IOException;
import java.nio.file.Path;

/** What was given for an import does not fit together. The message is a full sentence. */
public final class ImportException extends IOException {
  private static final long serialVersionUID = 1L;

  ImportException(String sentence) {
    super(sentence);
  }

  ImportException(Path file, String fault) {
    super(file + ": " + fault);
  }

  ImportException(Path file, String fault, Throwable cause) {
    super(file + ": " + fault, cause);
  }
}
