package studio.anycost.app.latency;

import java.util.Objects;
import studio.anycost.app.settings.Machine;
import studio.anycost.app.settings.ProductVersion;
import studio.anycost.models.runtime.RuntimeStatus;

/**
 * What measured times depend on besides the model. Times of other surroundings are of no use.
 *
 * @param processor model name of the processor
 * @param cores processors that this Java may use
 * @param threads that work on one stage
 * @param system name of the operating system
 * @param architecture of the processor
 * @param provider of ONNX Runtime that runs the graphs
 * @param onnxRuntime its version
 * @param studio version of the studio
 */
public record Surroundings(
    String processor,
    int cores,
    int threads,
    String system,
    String architecture,
    String provider,
    String onnxRuntime,
    String studio) {
  public Surroundings {
    Objects.requireNonNull(processor);
    Objects.requireNonNull(system);
    Objects.requireNonNull(architecture);
    Objects.requireNonNull(provider);
    Objects.requireNonNull(onnxRuntime);
    Objects.requireNonNull(studio);
  }

  /** Those of this process. */
  public static Surroundings current(RuntimeStatus runtime) {
    Machine machine = Machine.current();
    return new Surroundings(
        machine.processor(),
        machine.cores(),
        runtime.threads(),
        // Without its version: a system's updates come often and change little.
        System.getProperty("os.name", "unknown"),
        machine.architecture(),
        runtime.provider(),
        runtime.version(),
        ProductVersion.number());
  }
}
