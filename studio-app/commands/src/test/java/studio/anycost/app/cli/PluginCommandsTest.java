package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.app.plugin.EditSource;
import studio.anycost.app.plugin.PluginJarBuilder;

/** Plugins come and go on the command line. */
class PluginCommandsTest {
  @TempDir Path temp;
  private Cli cli;

  @BeforeEach
  void makeCli() {
    cli = new Cli(temp.resolve("home"));
  }

  private Path jar(String version, String members) {
    return PluginJarBuilder.plugin("tuned")
        .manifest("Plugin-Name", "Tuned")
        .manifest("Plugin-Version", version)
        .edit("Tuned", "tuned-edit", members)
        .writeTo(temp.resolve("tuned-" + version + ".jar"));
  }

  private Cli.Result refused(Object... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
    return result;
  }

  private String done(Object... arguments) {
    Cli.Result result = cli.run(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    return result.out();
  }

  @Test
  void installsReplacesRollsBackAndRemoves() throws Exception {
    assertThat(done("plugins", "install", jar("1.0.0", EditSource.ADDS_AMOUNT)))
        .isEqualToIgnoringNewLines("Installed Tuned 1.0.0 (tuned).");
    assertThat(done("plugins")).contains("Tuned 1.0.0 (tuned): started", "amount");
    assertThat(done("plugins", "install", jar("1.1.0", EditSource.ADDS_AMOUNT)))
        .isEqualToIgnoringNewLines("Installed Tuned 1.1.0 (tuned) in place of 1.0.0.");

    Path broken = jar("2.0.0", EditSource.ADDS_AMOUNT + "public Tuned() { int x = 1 / 0; }");
    assertThat(refused("plugins", "install", broken).err()).contains("version 1.1.0 is back.");
    assertThat(refused("plugins", "remove", "tune").err()).contains("did you mean tuned?");
    assertThat(refused("plugins", "remove", "boundary-editing").err())
        .contains("came with the studio");

    String removed = done("plugins", "remove", "tuned");
    assertThat(removed).startsWith("Removed Tuned 1.1.0 (tuned)");
    assertThat(done("plugins")).doesNotContain("tuned");
    String again = removed.substring(removed.indexOf('\'') + 1, removed.lastIndexOf('\''));
    assertThat(done("plugins", "install", again)).contains("Installed Tuned 1.1.0");
  }

  @Test
  void installsWhatWasBuiltInAFolder() throws Exception {
    assertThat(refused("plugins", "install", temp).err()).contains("no plugin in " + temp);
    Path project = Files.createDirectories(temp.resolve("project/target"));
    Files.move(jar("1.0.0", EditSource.ADDS_AMOUNT), project.resolve("tuned-1.0.0.jar"));
    assertThat(done("plugins", "install", temp.resolve("project"))).contains("Tuned 1.0.0");
  }

  @Test
  void writesAProjectAndSaysWhatNext() throws Exception {
    Path folder = temp.resolve("My plugin");
    String told = done("plugins", "new", "Tone down", "-o", folder);
    assertThat(told)
        .contains("mvn -f '" + folder + "' package", "studio plugins install '" + folder + "'");
    assertThat(folder.resolve("src/main/java/org/example/ToneDownEdit.java")).exists();
    assertThat(refused("plugins", "new", "Tone down", "-o", folder).err())
        .contains("is there already");
    assertThat(refused("plugins", "new", "../x").err()).contains("cannot be called");
    assertThat(refused("plugins", "new").err()).contains("Name NAME");
    // From a jar, as everywhere outside of a build, the plugin API comes along.
    Path repository = folder.resolve("plugin-api-repository/studio/anycost/plugin-api");
    if (Files.isDirectory(repository)) {
      assertThat(repository).isDirectoryRecursivelyContaining("glob:**plugin-api-*.jar");
      assertThat(repository).isDirectoryRecursivelyContaining("glob:**plugin-api-*.pom");
    } else {
      assertThat(told).contains("mvn install -pl plugin-api");
    }
  }
}
