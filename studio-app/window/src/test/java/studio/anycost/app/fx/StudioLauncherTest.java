package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.app.settings.StudioFolders;

/** In a process of its own: the toolkit starts once in each, and here not at all. */
@EnabledOnOs(OS.LINUX)
class StudioLauncherTest {
  @TempDir Path folder;

  /** What the process runs. */
  public static final class Start {
    private Start() {}

    public static void main(String[] args) {
      StudioLauncher.launch(Optional.empty(), Optional.empty(), Locale.ENGLISH);
    }
  }

  /** The window tells of them, which comes after: here it has no screen to come to. */
  @Test
  void preferencesThatCannotBeUsedAreLeftToTheWindow() throws IOException, InterruptedException {
    String damaged = "{\"psi\": \"much\"}";
    Path home = Files.createDirectory(folder.resolve("home"));
    Path preferences = Files.writeString(home.resolve("preferences.json"), damaged);
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + StudioFolders.HOME_PROPERTY + "=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Start.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().remove("DISPLAY");

    Process process = builder.start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended in time").isTrue();
    assertThat(said).content().contains("There is no screen here");
    assertThat(preferences).hasContent(damaged);
    assertThat(home.resolve("preferences.json.bad")).doesNotExist();
  }
}
