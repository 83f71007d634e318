package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real signals to a real process. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill to send the signal with")
@Timeout(120)
class InterruptProcessTest {
  @TempDir Path folder;

  private Process process;
  private BufferedReader out;
  private Path err;

  private void start(boolean stoppable, boolean obedient) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    List<String> afresh = List.of("env", "--default-signal=INT");
    if (hasOption(afresh)) {
      // Whoever runs the build in the background of a script hands on that interrupts are ignored.
      command.addAll(afresh);
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("-Dlogback.configurationFile=logback-test.xml");
    command.add(InterruptibleMain.class.getName());
    command.add(String.valueOf(stoppable));
    command.add(String.valueOf(obedient));
    err = folder.resolve("err.txt");
    process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    out = process.inputReader(StandardCharsets.UTF_8);
    awaitLine("running");
  }

  /** Other lines may be the log's. */
  private void awaitLine(String expected) throws IOException {
    String line = out.readLine();
    while (line != null && !line.equals(expected)) {
      line = out.readLine();
    }
    assertThat(line).isEqualTo(expected);
  }

  private static boolean hasOption(List<String> command) throws InterruptedException {
    List<String> trial = new ArrayList<>(command);
    trial.add("true");
    try {
      return new ProcessBuilder(trial).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void interrupt() throws IOException, InterruptedException {
    String pid = String.valueOf(process.pid());
    assertThat(new ProcessBuilder("kill", "-INT", pid).start().waitFor()).isZero();
  }

  private int exitCode() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    return process.exitValue();
  }

  @Test
  void anInterruptStopsAndTheBestIsKept() throws IOException, InterruptedException {
    start(true, true);
    interrupt();
    awaitLine("stopping");
    awaitLine("result: best");
    assertThat(exitCode()).isZero();
    assertThat(Files.readAllLines(err)).contains("Finishing; Ctrl+C again drops it.");
  }

  @Test
  void aSecondInterruptCancels() throws IOException, InterruptedException {
    start(true, false);
    interrupt();
    awaitLine("stopping");
    interrupt();
    assertThat(out.lines()).noneMatch(line -> line.startsWith("result"));
    assertThat(exitCode()).isEqualTo(130);
    assertThat(Files.readAllLines(err)).endsWith("Cancelled.");
  }

  @Test
  void whatCannotBeStoppedIsCancelledAtOnce() throws IOException, InterruptedException {
    start(false, true);
    interrupt();
    assertThat(out.lines()).noneMatch(line -> line.startsWith("result"));
    assertThat(exitCode()).isEqualTo(130);
    assertThat(Files.readAllLines(err)).endsWith("Cancelled.");
  }
}
