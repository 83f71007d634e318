package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolkitCacheTest {
  @TempDir Path folder;
  private final Properties properties = new Properties();

  @Test
  void isBelowTheStudiosOwnCacheAndLeavesNothingElseThere() {
    assertThat(ToolkitCache.choose(folder.resolve("cache"), properties)).isEmpty();
    Path chosen = Path.of(properties.getProperty(ToolkitCache.PROPERTY));
    assertThat(chosen).isEqualTo(folder.resolve("cache/openjfx")).isEmptyDirectory();
  }

  @Test
  void whatIsChosenAlreadyStays() {
    properties.setProperty(ToolkitCache.PROPERTY, "elsewhere");
    assertThat(ToolkitCache.choose(folder.resolve("cache"), properties)).isEmpty();
    assertThat(properties).containsEntry(ToolkitCache.PROPERTY, "elsewhere");
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void whatCannotBeWrittenIsToldAndNotChosen() throws IOException {
    Path file = Files.writeString(folder.resolve("cache"), "a file in the way");
    assertThat(ToolkitCache.choose(file, properties)).get().asString().endsWith(".");
    assertThat(properties).isEmpty();
  }
}
