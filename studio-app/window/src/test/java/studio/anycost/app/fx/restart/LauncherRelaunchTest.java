package studio.anycost.app.fx.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    Path said = folder.resolve("said");
    Path script =
        script(
            "printf '%s|' \"$ANYCOST_STUDIO_AFTER\" \"$ANYCOST_STUDIO_AFTER_BUNDLE\" \"$#\" >'"
                + said
                + "'");
    Path bundle = folder.resolve("my & 100% ^model");

    LauncherRelaunch.of(launchedBy(script)).start(Optional.of(bundle), Optional.of("00c0ffee"));

    String[] words = Files.readString(said).split("\\|");
    assertThat(words[2]).as("no word for a shell to take apart").isEqualTo("0");
    Predecessor told =
        Predecessor.of(
            Map.of("ANYCOST_STUDIO_AFTER", words[0], "ANYCOST_STUDIO_AFTER_BUNDLE", words[1]));
    assertThat(told)
        .isEqualTo(
            new Predecessor(
                ProcessHandle.current().pid(), Optional.of("00c0ffee"), Optional.of(bundle)));
  }

  private Path script(String line) throws IOException {
    Path script = folder.resolve("a studio");
    Files.writeString(script, "#!/bin/sh\n" + line + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  @Test
  void tellsOfAStudioThatEndsAtOnce() throws Exception {
    assumeThat(System.getProperty("os.name")).doesNotContain("Windows");
    LauncherRelaunch relaunch = LauncherRelaunch.of(launchedBy(script("sleep 0.2; exit 3")));

    assertThatThrownBy(() -> relaunch.start(Optional.empty(), Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a studio ended at once, with code 3");
  }

  @Test
  void doesNotWaitForTheEndOfOneThatRuns() throws Exception {
    assumeThat(System.getProperty("os.name")).doesNotContain("Windows");
    Path pid = folder.resolve("pid");
    Path script = script("echo $$ >'" + pid + "'; exec sleep 600");

    LauncherRelaunch.of(launchedBy(script)).start(Optional.empty(), Optional.empty());

    Optional<ProcessHandle> runs = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    assertThat(runs).isPresent();
    runs.get().destroy();
  }

  @Test
  void aPathThatTheShellOfWindowsReadsOtherwiseIsNotGivenToIt() throws Exception {
    for (String name : List.of("a & b", "100%", "x^y", "Files (x86)", "a,b")) {
      Path script = Files.createDirectories(folder.resolve(name)).resolve("studio.cmd");
      Files.writeString(script, "exit");

      assertThatThrownBy(
              () ->
                  LauncherRelaunch.of(launchedBy(script)).start(Optional.empty(), Optional.empty()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("by hand");
    }
  }

  @Test
  void nothingElseThatIsStartedInheritsIt() {
    Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/me"));
    new Predecessor(7, Optional.of("1"), Optional.of(folder)).tell(environment);
    assertThat(environment).hasSize(3);

    Predecessor.forget(environment);

    assertThat(environment).isEqualTo(Map.of("HOME", "/home/me"));
  }

  @Test
  void saysSoIfItCannot() {
    assertThatThrownBy(
            () -> LauncherRelaunch.of(new Properties()).start(Optional.empty(), Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not know how it was started");
    Path gone = folder.resolve("gone");
    assertThatThrownBy(
            () -> LauncherRelaunch.of(launchedBy(gone)).start(Optional.empty(), Optional.empty()))
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
    new Predecessor(before.pid(), Optional.empty(), Optional.empty()).await(Duration.ofSeconds(60));
    assertThat(before.isAlive()).isFalse();
  }

  @Test
  void nobodyIsWaitedForAfterAnOrdinaryStart() {
    assertThat(Predecessor.of(Map.of())).isEqualTo(Predecessor.NONE);
    assertThat(Predecessor.of(Map.of("ANYCOST_STUDIO_AFTER", "me"))).isEqualTo(Predecessor.NONE);
    Predecessor.NONE.await(Duration.ofSeconds(60));
  }
}
