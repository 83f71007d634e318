package studio.anycost.app.plugin.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new plugin may be called, and where its project may lie. */
class ProjectNameTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"tone-down", "Tone down", "ToneDown", "tone_down", " TONE down "})
  void makesAllNamesOfOne(String name) {
    assertThat(ProjectName.of(name))
        .isEqualTo(new ProjectName("Tone down", "tone-down", "ToneDownEdit"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7up", "../x", "a/b", "a\\b", "ärger", "a\nb", "-x", "a.b", "${x}"})
  void refusesWhatCannotBeAName(String name) {
    assertThatThrownBy(() -> new PluginProject(name, "0.1.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be called");
    assertThatThrownBy(() -> new PluginProject("a".repeat(41), "0.1.0"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheVersionsOfTheApiThatItWorksWith() {
    assertThat(PluginProject.requires("0.3.0")).isEqualTo(">=0.3.0 & <0.4.0");
    assertThat(PluginProject.requires("0.12.7")).isEqualTo(">=0.12.7 & <0.13.0");
    assertThat(PluginProject.requires("1.3.0")).isEqualTo(">=1.3.0 & <2.0.0");
  }

  @Test
  void writesOverNothing() throws Exception {
    PluginProject project = new PluginProject("x", "0.1.0");
    Path taken = Files.createDirectory(temp.resolve("taken"));
    Files.writeString(taken.resolve("mine.txt"), "mine");

    assertThatThrownBy(() -> project.writeTo(taken)).hasMessageContaining("is there already");

    assertThat(taken).isDirectoryNotContaining("glob:**pom.xml");
    project.writeTo(Files.createDirectory(temp.resolve("empty")));
    assertThat(temp.resolve("empty/pom.xml")).exists();
  }
}
