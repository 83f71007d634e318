package studio.anycost.models.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.Optional;
import studio.anycost.models.words.Texts;

/**
 * The execution provider that runs, and why it is not the wanted one.
 *
 * @param provider what runs
 * @param note one sentence if something else was asked for
 */
record ProviderChoice(ExecutionProvider provider, Optional<String> note) {
  /** Tries the wanted provider; falls back to the CPU. */
  static ProviderChoice of(ExecutionProvider wanted) {
    if (wanted == ExecutionProvider.CPU) {
      return new ProviderChoice(wanted, Optional.empty());
    }
    if (!OrtEnvironment.getAvailableProviders().contains(ortProvider(wanted))) {
      return fallback(wanted, Texts.of("runtime.providerChoice.notContained"));
    }
    ProviderChoice choice = new ProviderChoice(wanted, Optional.empty());
    try (OrtSession.SessionOptions trial = new OrtSession.SessionOptions()) {
      choice.applyTo(trial);
      return choice;
    } catch (OrtException e) {
      return fallback(wanted, NativeRuntime.reason(e));
    }
  }

  void applyTo(OrtSession.SessionOptions options) throws OrtException {
    switch (provider) {
      case CPU -> {
        // Always there without being added.
      }
      case CUDA -> options.addCUDA();
      case CORE_ML -> options.addCoreML();
      case DIRECT_ML -> options.addDirectML(0);
    }
  }

  private static ProviderChoice fallback(ExecutionProvider wanted, String reason) {
    return new ProviderChoice(
        ExecutionProvider.CPU,
        Optional.of(Texts.of("runtime.providerChoice.cpuInstead", wanted, dotted(reason))));
  }

  private static String dotted(String reason) {
    return reason.endsWith(".") ? reason : reason + ".";
  }

  private static OrtProvider ortProvider(ExecutionProvider provider) {
    return switch (provider) {
      case CPU -> OrtProvider.CPU;
      case CUDA -> OrtProvider.CUDA;
      case CORE_ML -> OrtProvider.CORE_ML;
      case DIRECT_ML -> OrtProvider.DIRECT_ML;
    };
  }
}
