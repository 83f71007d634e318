package studio.anycost.models.runtime;

import java.io.IOException;

/** ONNX Runtime refused a graph or failed to run it. The message is a sentence for people. */
public final class InferenceException extends IOException {
  private static final long serialVersionUID = 1L;

  InferenceException(String message, Throwable cause) {
    super(message, cause);
  }

  InferenceException(String message) {
    super(message);
  }
}
