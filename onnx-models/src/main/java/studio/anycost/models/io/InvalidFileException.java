package studio.anycost.models.io;

import java.io.IOException;
import studio.anycost.models.words.Texts;

/** A file does not hold what its format promises. The message is a sentence that names the file. */
public final class InvalidFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String fault;

  InvalidFileException(String file, String fault) {
    super(Texts.of("io.invalidFileException.unreadable", file, fault));
    this.fault = fault;
  }

  InvalidFileException(String file, String fault, Throwable cause) {
    super("The file " + file + " cannot be read: " + fault, cause);
    this.fault = fault;
  }

  /** What is wrong, without the file: a sentence to stand behind a colon. */
  public String fault() {
    return fault;
  }
}
