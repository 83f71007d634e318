package studio.anycost.app.photo;

import java.io.IOException;

/** A photo that cannot be used; the message is one sentence that names the file and what to do. */
public final class PhotoException extends IOException {
  private static final long serialVersionUID = 1L;

  PhotoException(String message) {
    super(message);
  }

  PhotoException(String message, Throwable cause) {
    super(message, cause);
  }
}
