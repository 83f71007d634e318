package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What concerns a whole process: its end, and who comes first to ONNX Runtime. */
class ChildProcessTest {
  @TempDir Path folder;

  private void assertEndsWith(int exitCode, Class<?> main) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends in time").isTrue();
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
  void anEnvironmentThatOtherCodeMadeIsGoodEnough() throws Exception {
    assertEndsWith(ForeignEnvironmentFirst.EXIT_CODE, ForeignEnvironmentFirst.class);
  }
}
