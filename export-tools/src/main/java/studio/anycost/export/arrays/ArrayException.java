package studio.anycost.export.arrays;

import java.io.IOException;
import java.nio.file.Path;

/** A file holds no arrays that can be read. The message is a full sentence that names the file. */
public final class ArrayException extends IOException {
  private static final long serialVersionUID = 1L;

  ArrayException(Path file, String fault) {
    super(file + ": " + fault);
  }

  ArrayException(Path file, String fault, Throwable cause) {
    super(file + ": " + fault, cause);
  }
}
