package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFinderTest {
  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void makeProject() throws IOException {
    target = Files.createDirectory(folder.resolve("target"));
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    Files.writeString(target.resolve("one-1.0.0-sources.jar"), "no plugin");
  }

  private static Path plugin(Path file) {
    return PluginJarBuilder.plugin("one")
        .edit("Good", "one-edit", EditSource.ADDS_AMOUNT)
        .writeTo(file);
  }

  @Test
  void findsWhatABuildLeftInItsFolder() throws Exception {
    Path built = plugin(target.resolve("one-1.0.0.jar"));
    plugin(target.resolve("original-one-1.0.0.jar"));

    assertThat(PluginFinder.find(folder)).isEqualTo(built);
    assertThat(PluginFinder.find(target)).isEqualTo(built);

    Path beside = plugin(folder.resolve("one.jar"));
    assertThat(PluginFinder.find(folder)).isEqualTo(beside);
  }

  @Test
  void takesAFileAsItIs() throws Exception {
    assertThat(PluginFinder.find(folder.resolve("pom.xml"))).isEqualTo(folder.resolve("pom.xml"));
    assertThat(PluginFinder.find(Path.of("absent.jar"))).isEqualTo(Path.of("absent.jar"));
  }

  @Test
  void asksWhichOneOfSeveral() {
    plugin(target.resolve("one-1.0.0.jar"));
    plugin(target.resolve("one-1.1.0.jar"));

    assertThatThrownBy(() -> PluginFinder.find(folder))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("(one-1.0.0.jar, one-1.1.0.jar): name one of them.");
  }

  @Test
  void saysThatThereIsNone() {
    assertThatThrownBy(() -> PluginFinder.find(folder))
        .isInstanceOf(PluginException.class)
        .hasMessageContainingAll("no plugin in " + folder, "was built");
  }
}
