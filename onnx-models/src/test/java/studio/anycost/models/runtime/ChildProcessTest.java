package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What concerns a whole process: its end, its memory, and who comes first to ONNX Runtime. */
class ChildProcessTest {
  @TempDir Path folder;

  private void assertEndsWith(int exitCode, Class<?> main, String... options) throws Exception {
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("ends in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(exitCode);
    File[] crashReports = folder.toFile().listFiles((place, name) -> name.startsWith("hs_err"));
    assertThat(crashReports).isEmpty();
  }

  @Test
  void endingTheProcessDuringARenderDoesNotCrashIt() throws Exception {
    assertEndsWith(ExitWhileRendering.EXIT_CODE, ExitWhileRendering.class);
  }

  @Test
  void evictedSessionsGiveTheirMemoryBack() throws Exception {
    assertEndsWith(
        SqueezedRenders.EXIT_CODE,
        SqueezedRenders.class,
        "-XX:+UseSerialGC",
        "-Xms160m",
        "-Xmx160m",
        "-XX:+AlwaysPreTouch",
        "-XX:TieredStopAtLevel=1");
  }

  @Test
  void anEnvironmentThatOtherCodeMadeIsGoodEnough() throws Exception {
    assertEndsWith(ForeignEnvironmentFirst.EXIT_CODE, ForeignEnvironmentFirst.class);
  }
}
