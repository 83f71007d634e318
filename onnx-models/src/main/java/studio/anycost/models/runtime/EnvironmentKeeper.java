package studio.anycost.models.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps ONNX Runtime's environment alive until the process is gone.
 *
 * <p>The Java binding frees the environment in a shutdown hook of its own, beside all other hooks
 * and daemon threads; a render that is still in native code then crashes the process (known as
 * onnxruntime issue 31352). The native environment counts its references, so one more, never given
 * back, makes that hook harmless. The binding has no public way to take one.
 */
final class EnvironmentKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(EnvironmentKeeper.class);

  private EnvironmentKeeper() {}

  /** Takes the reference; called once, after the environment was made. */
  static void keep() {
    try {
      Class<?> library = Class.forName("ai.onnxruntime.OnnxRuntime");
      Field api = library.getDeclaredField("ortApiHandle");
      api.setAccessible(true);
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      create.setAccessible(true);
      create.invoke(
          null,
          api.getLong(null),
          OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR.getValue(),
          "anycost-studio");
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Another version of the binding: what remains is a small risk at the end of the process.
      LOG.warn("ONNX Runtime's environment cannot be kept until the process ends.", e);
    }
  }
}
