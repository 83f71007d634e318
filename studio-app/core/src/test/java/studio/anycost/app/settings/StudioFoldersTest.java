package studio.anycost.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StudioFoldersTest {
  private static StudioFolders folders(Map<String, String> properties, Map<String, String> env) {
    Properties all = new Properties();
    all.put("user.home", "/home/mia");
    all.put("os.name", "Linux");
    all.putAll(properties);
    return StudioFolders.of(all, env, Optional.of(Path.of("/opt/studio/plugins")));
  }

  @Test
  void linuxHasTheFoldersOfItsSpecification() {
    StudioFolders folders = folders(Map.of(), Map.of());
    assertThat(folders.config()).isEqualTo(Path.of("/home/mia/.config/anycost-studio"));
    assertThat(folders.plugins())
        .isEqualTo(Path.of("/home/mia/.local/share/anycost-studio/plugins"));
    assertThat(folders.logs()).isEqualTo(Path.of("/home/mia/.local/state/anycost-studio/logs"));
    assertThat(folders.cache()).isEqualTo(Path.of("/home/mia/.cache/anycost-studio"));
    assertThat(folders.builtInPlugins()).contains(Path.of("/opt/studio/plugins"));

    Map<String, String> moved =
        Map.of("XDG_CONFIG_HOME", "/cfg", "XDG_DATA_HOME", "relative", "XDG_CACHE_HOME", "/tmp/c");
    assertThat(folders(Map.of(), moved).config()).isEqualTo(Path.of("/cfg/anycost-studio"));
    assertThat(folders(Map.of(), moved).plugins()).isEqualTo(folders.plugins());
    assertThat(folders(Map.of(), moved).cache()).isEqualTo(Path.of("/tmp/c/anycost-studio"));
  }

  @Test
  void macAndWindowsHaveTheirsInOnePlace() {
    assertThat(folders(Map.of("os.name", "Mac OS X"), Map.of()).config())
        .isEqualTo(Path.of("/home/mia/Library/Application Support/Anycost Studio"));
    assertThat(folders(Map.of("os.name", "Windows 11"), Map.of("APPDATA", "/roaming")).plugins())
        .isEqualTo(Path.of("/roaming/Anycost Studio/plugins"));
  }

  @Test
  void whatCanBeFoundOutAgainLiesWhereThePlatformKeepsCaches() {
    assertThat(folders(Map.of("os.name", "Mac OS X"), Map.of()).cache())
        .isEqualTo(Path.of("/home/mia/Library/Caches/Anycost Studio"));
    Map<String, String> windows = Map.of("os.name", "Windows 11");
    assertThat(folders(windows, Map.of("LOCALAPPDATA", "/local")).cache())
        .isEqualTo(Path.of("/local/Anycost Studio/cache"));
    assertThat(folders(windows, Map.of()).cache())
        .isEqualTo(Path.of("/home/mia/AppData/Local/Anycost Studio/cache"));
  }

  @Test
  void aPropertyWinsOverTheVariable() {
    Map<String, String> variable = Map.of(StudioFolders.HOME_VARIABLE, "/from/variable");
    Map<String, String> property = Map.of(StudioFolders.HOME_PROPERTY, "/from/property");
    assertThat(folders(Map.of(), variable).logs()).isEqualTo(Path.of("/from/variable/logs"));
    assertThat(folders(property, variable).logs()).isEqualTo(Path.of("/from/property/logs"));
    assertThat(folders(property, variable).cache()).isEqualTo(Path.of("/from/property/cache"));
  }
}
