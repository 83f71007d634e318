package studio.anycost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher script where an installer puts it: in {@code bin}, with a Java and the distribution
 * below {@code lib}. That Java is a script here, which tells what it was started with.
 */
@DisabledOnOs(OS.WINDOWS)
class InstalledLauncherTest {
  @TempDir Path folder;
  private Path launcher;

  private record Result(int exitCode, String told) {}

  @BeforeEach
  void layOut() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("opt/anycost-studio/bin"));
    launcher = bin.resolve("anycost-studio");
    Files.copy(Path.of("..", "..", "studio"), launcher);
    Path lib = Files.createDirectories(bin.resolveSibling("lib"));
    Files.createDirectories(lib.resolve("app/lib"));
    Files.writeString(lib.resolve("app/lib/studio-launcher-0.1.0.jar"), "");
    Path java = Files.createDirectories(lib.resolve("runtime/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(lib.resolve("runtime/release"), "JAVA_VERSION=\"17.0.1\"\n");
  }

  private Result start(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", "/nowhere");
    Process process = builder.start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), told);
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void startsItsOwnJavaWithWhatLiesBesideIt() throws Exception {
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, launcher);
    String lib = launcher.getParent().resolveSibling("lib").toRealPath().toString();

    Result command = start(link, "sample", "--seed", "7");

    assertThat(command.exitCode()).isZero();
    assertThat(command.told().lines())
        .startsWith(lib + "/runtime/bin/java")
        .containsSequence("-cp", lib + "/app/lib/*", "studio.anycost.app.Main", "sample");
    assertThat(start(link, "a.anycost").told().lines())
        .containsSequence("-cp", lib + "/app/lib/*:" + lib + "/app/lib/window/*");
  }

  @Test
  void saysThatWhatIsFetchedIsNotThereAndWritesNothing() throws Exception {
    List<Path> before = everything();

    for (String name : List.of("evaluate", "train")) {
      Result result = start(launcher, name);

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.told().lines())
          .singleElement()
          .asString()
          .startsWith("'studio " + name + "' is not part of this distribution")
          .endsWith("run it from a checkout with mvn on the PATH.");
    }
    assertThat(everything()).isEqualTo(before);
  }
}
