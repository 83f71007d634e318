package studio.anycost.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.anycost.app.settings.StudioFolders;

/**
 * The studio as people start it, in the locales that they have. The distribution comes out of
 * {@code package}: run the tests by {@code mvn verify}.
 */
class LocaleTest {
  private static final Path DISTRIBUTION = Path.of(System.getProperty("studio.distribution"));

  @TempDir Path folder;

  private record Result(int exitCode, String told) {}

  private Result run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    List.of("LANG", "LC_ALL", "LC_CTYPE").forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), told);
  }

  /**
   * Names beyond ASCII are in a shell script: the Java of this test may be unable to pass them on.
   */
  @ParameterizedTest
  @ValueSource(strings = {"", "LC_ALL=C", "LANG=POSIX", "LANG=xx_XX.UTF-8", "LC_ALL=C.UTF-8"})
  @EnabledOnOs(OS.LINUX)
  void homesAndFilesHaveAnyName(String setting) throws Exception {
    Path launcher = folder.resolve("studio");
    Files.copy(Path.of("..", "..", "studio"), launcher);
    Path target = Files.createDirectories(folder.resolve("studio-app/target"));
    Files.createSymbolicLink(target.resolve("distribution"), DISTRIBUTION.toAbsolutePath());
    Path script = folder.resolve("person.sh");
    Files.writeString(
        script,
        """
        set -eu
        cd "$(dirname "$0")"
        ANYCOST_STUDIO_HOME="$PWD/hóme/Ünicode 人" sh ./studio info --bundle /nowhere/é || echo "code $?"
        ANYCOST_STUDIO_HOME="$PWD/hóme/Ünicode 人" sh ./studio sample --seed 1 --resolution 32 -o 'é 人.png'
        test -s 'é 人.png'
        test -d "hóme/Ünicode 人"
        """,
        StandardCharsets.UTF_8);
    Map<String, String> environment =
        setting.isEmpty() ? Map.of() : Map.of(setting.split("=")[0], setting.split("=")[1]);

    Result result = run(environment, List.of("sh", script.toString()));

    assertThat(result.exitCode()).as(result.told()).isZero();
    assertThat(result.told().lines()).hasSize(2);
    assertThat(result.told()).contains("/nowhere/é").endsWith("code 2\n");
  }

  @Test
  void numbersAreWrittenAlikeEverywhere() throws Exception {
    List<String> told = new ArrayList<>();
    for (String[] locale : new String[][] {{"ar", "EG"}, {"de", "DE"}, {"tr", "TR"}}) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED"));
      if (Runtime.version().feature() >= 23) {
        command.add("--sun-misc-unsafe-memory-access=allow");
      }
      command.addAll(
          List.of(
              "-Duser.language=" + locale[0],
              "-Duser.country=" + locale[1],
              "-Duser.extensions=nu-arab",
              "-D" + StudioFolders.HOME_PROPERTY + "=" + folder.resolve("home"),
              "-cp",
              DISTRIBUTION.resolve("lib") + "/*",
              "studio.anycost.app.Main",
              "info"));
      Result result = run(Map.of(), command);
      assertThat(result.exitCode()).as(result.told()).isZero();
      told.add(result.told());
    }
    assertThat(told.get(0)).contains("256 px").matches("(?s)[\\p{ASCII}]*");
    assertThat(told).allMatch(told.get(0)::equals);
  }
}
