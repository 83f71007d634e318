package studio.anycost.app.fx.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

class LauncherRelaunchTest {
  @TempDir Path folder;

  private static Properties launchedBy(Path script) {
    Properties properties = new Properties();
    properties.setProperty(LauncherRelaunch.SCRIPT_PROPERTY, script.toString());
    return properties;
  }

  @Test
  void startsTheScriptThatStartedThisOneAndTellsItWhom() throws Exception {
    assumeThat(System.getProperty("os.name")).doesNotContain("Windows");
    Path script = folder.resolve("a studio");
    Path said = folder.resolve("said");
    Files.writeString(
        script,
        "#!/bin/sh\nprintf '%s|' \"$ANYCOST_STUDIO_AFTER\" \"$@\" >'"
            + said
            + ".part'\n"
            + "mv '"
            + said
            + ".part' '"
            + said
            + "'\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();

    LauncherRelaunch.of(launchedBy(script)).start(Optional.of(folder.resolve("my model")), true);

    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> Files.exists(said));
    List<String> words = List.of(Files.readString(said).split("\\|"));
    assertThat(words.subList(1, words.size()))
        .containsExactly("--bundle", folder.resolve("my model").toString());
    Predecessor told = Predecessor.of(Map.of(Predecessor.VARIABLE, words.get(0)));
    assertThat(told).isEqualTo(new Predecessor(ProcessHandle.current().pid(), true));
  }

  @Test
  void saysSoIfItCannot() {
    assertThatThrownBy(() -> LauncherRelaunch.of(new Properties()).start(Optional.empty(), false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not know how it was started");
    Path gone = folder.resolve("gone");
    assertThatThrownBy(() -> LauncherRelaunch.of(launchedBy(gone)).start(Optional.empty(), false))
        .isInstanceOf(IOException.class);
  }

  @Test
  void waitsUntilTheOneBeforeHasEnded() throws Exception {
    Process before =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    new Predecessor(before.pid(), false).await(Duration.ofSeconds(60));
    assertThat(before.isAlive()).isFalse();
  }

  @Test
  void nobodyIsWaitedForAfterAnOrdinaryStart() {
    assertThat(Predecessor.of(Map.of())).isEqualTo(Predecessor.NONE);
    assertThat(Predecessor.of(Map.of(Predecessor.VARIABLE, "me"))).isEqualTo(Predecessor.NONE);
    Predecessor.NONE.await(Duration.ofSeconds(60));
  }
}
