package studio.anycost.app.document;

import java.io.IOException;

/** A project file that cannot be used; the message is one sentence that names the file. */
public final class ProjectException extends IOException {
  private static final long serialVersionUID = 1L;

  ProjectException(String message, Throwable cause) {
    super(message, cause);
  }
}
