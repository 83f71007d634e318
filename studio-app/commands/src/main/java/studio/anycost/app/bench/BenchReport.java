package studio.anycost.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.settings.Machine;
import studio.anycost.app.settings.ProductVersion;
import studio.anycost.models.runtime.RuntimeStatus;

/** What every report of {@code bench} begins with: the model, the machine and the versions. */
public final class BenchReport {
  private BenchReport() {}

  public static ObjectNode begin(StudioEngine engine) {
    RuntimeStatus status = engine.sessions().status();
    Machine machine = Machine.current();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("bundle", engine.description().name());
    root.put("identity", engine.description().identity());
    root.put("threads", status.threads());
    root.put("provider", status.provider());
    root.putObject("versions")
        .put("studio", ProductVersion.number())
        .put("java", Runtime.version().toString())
        .put("onnxRuntime", status.version());
    root.putObject("machine")
        .put("system", machine.system())
        .put("architecture", machine.architecture())
        .put("processor", machine.processor())
        .put("cores", machine.cores())
        .put("memoryBytes", machine.memoryBytes());
    return root;
  }

  public static void print(JsonNode report, PrintWriter out) {
    JsonNode machine = report.path("machine");
    out.println(
        Figures.format(
            "%s on %s, %s cores, %s threads, ONNX Runtime %s (%s), Java %s",
            report.path("bundle").asText(),
            machine.path("processor").asText(),
            machine.path("cores").asText(),
            report.path("threads").asText(),
            report.path("versions").path("onnxRuntime").asText(),
            report.path("provider").asText(),
            report.path("versions").path("java").asText()));
  }
}
