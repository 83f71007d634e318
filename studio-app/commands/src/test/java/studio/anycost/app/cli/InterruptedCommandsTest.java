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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.app.plugin.ThirdPartyPlugin;
import studio.anycost.app.settings.StudioFolders;

/** What commands tell, keep and return when Ctrl+C ends their work. */
@DisabledOnOs(OS.WINDOWS)
class InterruptedCommandsTest {
  @TempDir Path folder;

  private Process process;

  @BeforeEach
  void install() throws IOException {
    Path plugins = Files.createDirectories(folder.resolve("home").resolve("plugins"));
    ThirdPartyPlugin.writeTo(plugins.resolve("third.jar"));
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** The last lines on stderr after an interrupt that came while the work was under way. */
  private List<String> interrupted(Object... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    List<String> afresh = List.of("env", "--default-signal=INT");
    List<String> trial = new ArrayList<>(afresh);
    trial.add("true");
    if (new ProcessBuilder(trial).start().waitFor() == 0) {
      // Whoever runs the build in the background of a script hands on that interrupts are ignored.
      command.addAll(afresh);
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("-Dlogback.configurationFile=logback-test.xml");
    command.add(
        "-D"
            + StudioFolders.PLUGINS_PROPERTY
            + "="
            + Path.of(System.getProperty(StudioFolders.PLUGINS_PROPERTY)).toAbsolutePath());
    command.add("-D" + ProjectingMain.PROGRESS + "=true");
    command.add(ProjectingMain.class.getName());
    command.add(folder.resolve("home").toString());
    for (Object word : words) {
      command.add(word.toString());
    }
    process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    List<String> told = new ArrayList<>();
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      boolean running = true;
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        told.add(line);
        if (running) {
          running = false;
          String pid = String.valueOf(process.pid());
          assertThat(new ProcessBuilder("kill", "-INT", pid).start().waitFor()).isZero();
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return told;
  }

  @Test
  void aToolKeepsTheBestAndSaysThatItWasStopped() throws IOException, InterruptedException {
    Path found = folder.resolve("found.json");
    List<String> told =
        interrupted("search", ThirdPartyPlugin.SEARCH, "--steps", 10_000, "-o", found);
    assertThat(told).last().isEqualTo("Stopped: " + found + " holds the best so far.");
    assertThat(process.exitValue()).isEqualTo(ExitCodes.CANCELLED);
    assertThat(found).isNotEmptyFile();
  }

  @Test
  void aWholeFilmIsNotReplacedByAPart() throws IOException, InterruptedException {
    Path film = Files.writeString(folder.resolve("film.gif"), "the whole film");
    List<String> told =
        interrupted(
            "animate", "--from", 1, "--to", 2, "--frames", 5000, "--resolution", 32, "-o", film);
    assertThat(told)
        .last()
        .asString()
        .startsWith("Stopped: " + film + " stays the film that it was; ");
    assertThat(process.exitValue()).isEqualTo(ExitCodes.CANCELLED);
    assertThat(film).hasContent("the whole film");
  }
}
