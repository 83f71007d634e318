package studio.anycost.app.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionProfileTest {
  @TempDir Path folder;

  private static String event(String category, String name, long start, long duration, String op) {
    return """
        {"cat":"%s","pid":1,"tid":1,"dur":%d,"ts":%d,"ph":"X","name":"%s","args":{"op_name":"%s"}}"""
        .formatted(category, duration, start, name, op);
  }

  private void write(int number, String session, String... events) throws IOException {
    Path file = folder.resolve("%05d_%s_2026-01-01_10-20-30.json".formatted(number, session));
    Files.writeString(file, "[\n" + String.join(",\n", events) + "\n]\n");
  }

  @Test
  void countsTheOperatorsOfEveryRunButTheFirst() throws IOException {
    write(
        2,
        "stage-for-8-px-of-faces-",
        event("Session", "model_loading_array", 0, 900, ""),
        event("Session", "session_initialization", 900, 100, ""),
        event("Node", "a_kernel_time", 1000, 5000, "Conv"),
        event("Session", "model_run", 1000, 5100, ""),
        event("Node", "a_kernel_time", 7000, 300, "Conv"),
        event("Node", "b_kernel_time", 7300, 100, "Conv"),
        event("Node", "c_kernel_time", 7400, 50, "Mul"),
        event("Node", "c_fence_before", 7400, 9, "Mul"),
        event("Session", "SequentialExecutor::Execute", 7000, 450, ""),
        event("Session", "model_run", 7000, 460, ""),
        event("Node", "a_kernel_time", 8000, 500, "Conv"),
        event("Node", "b_kernel_time", 8500, 100, "Conv"),
        event("Node", "c_kernel_time", 8600, 70, "Mul"),
        event("Session", "model_run", 8000, 680, ""));
    write(1, "mapping-network", event("Session", "model_run", 10, 20, ""));

    List<SessionProfile> profiles = SessionProfile.readAll(folder);

    assertThat(profiles)
        .containsExactly(
            new SessionProfile("mapping-network", 0, List.of()),
            new SessionProfile(
                "stage-for-8-px-of-faces-",
                2,
                List.of(new OperatorTime("Conv", 2, 0.5), new OperatorTime("Mul", 1, 0.06))));
    assertThat(profiles.get(1).milliseconds()).isEqualTo(0.56);
  }

  @Test
  void refusesAFileThatWasCut() throws IOException {
    Path file = folder.resolve("00001_stage_2026.json");
    Files.writeString(file, "[\n" + event("Session", "model_run", 1, 2, "") + ",\n{\"cat\":");
    assertThatThrownBy(() -> SessionProfile.readAll(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": this is no complete profile of ONNX Runtime.");
  }
}
