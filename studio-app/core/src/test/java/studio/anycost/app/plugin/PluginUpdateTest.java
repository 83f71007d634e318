package studio.anycost.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.StyleCode;
import studio.anycost.app.plugin.PluginReport.State;

/** A version of a plugin takes the place of another, or that one is back. */
class PluginUpdateTest extends PluginHostFixture {
  private static final String BROKEN =
      EditSource.ADDS_AMOUNT + "public Tuned() { throw new RuntimeException(\"no strings\"); }";

  private final List<PluginReport> heard = new ArrayList<>();

  private Path version(String version, String members) throws IOException {
    return builder(version, members)
        .writeTo(Files.createDirectories(temp.resolve("downloads")).resolve(version + ".jar"));
  }

  private static PluginJarBuilder builder(String version, String members) {
    return PluginJarBuilder.plugin("tuned")
        .manifest("Plugin-Version", version)
        .edit("Tuned", "tuned-edit", members);
  }

  private void installFirst() throws Exception {
    host.start();
    assertThat(host.install(version("1.0.0", EditSource.ADDS_AMOUNT)).problem()).isEmpty();
    assertThat(works(edit("tuned-edit"))).isTrue();
  }

  private List<String> filesOfUser() throws IOException {
    try (Stream<Path> files = Files.walk(user)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> user.relativize(file).toString())
          .filter(file -> !file.equals("disabled.txt") && !file.equals("origins.properties"))
          .sorted()
          .toList();
    }
  }

  @Test
  void aNewerVersionTakesThePlaceOfTheOlder() throws Exception {
    installFirst();
    IsolatedClassLoader old = host.loaders().get("tuned");

    PluginReport report =
        host.install(
            version(
                "1.1.0",
                EditSource.applying(
                    "float[] w = input.style(0); w[0] += 5;"
                        + " return StyleCode.broadcast(w, input.count());")));

    assertThat(report.problem()).isEmpty();
    assertThat(report.version()).isEqualTo("1.1.0");
    StyleCode input = generator.styleOfSeed(1);
    assertThat(applied(edit("tuned-edit"), input).get(0, 0)).isEqualTo(input.get(0, 0) + 5);
    assertThat(host.reports()).containsExactly(report);
    assertThat(old.findResource("test/Tuned.class")).as("of a closed loader").isNull();
    assertThat(filesOfUser()).containsExactly(".uninstalled/tuned-1.0.0.jar", "tuned-1.1.0.jar");

    // Whoever did not mean it goes back in the same way.
    PluginReport before = host.replaced("tuned").orElseThrow();
    assertThat(before.version()).isEqualTo("1.0.0");
    assertThat(host.install(before.file()).version()).isEqualTo("1.0.0");
    assertThat(works(edit("tuned-edit"))).isTrue();
    assertThat(filesOfUser()).containsExactly(".uninstalled/tuned-1.1.0.jar", "tuned-1.0.0.jar");
  }

  @Test
  void aRebuiltJarOfTheSameVersionIsTaken() throws Exception {
    installFirst();

    PluginReport report =
        host.install(version("1.0.0", EditSource.applying("return input.interpolated(input, 1);")));

    assertThat(report.problem()).isEmpty();
    assertThat(report.file()).isEqualTo(user.resolve("tuned-1.0.0.jar"));
    assertThat(edit("tuned-edit").parameters(generator.description()).parameters()).isEmpty();
    host.close();
    host = newHost();
    host.start();
    assertThat(host.reports()).extracting(PluginReport::state).containsExactly(State.STARTED);
  }

  @Test
  void theOldVersionIsBackIfTheNewOneDoesNotStart() throws Exception {
    installFirst();
    Path broken = version("2.0.0", BROKEN);

    PluginReport report = host.install(broken);

    assertThat(report.state()).isEqualTo(State.FAILED);
    assertThat(report.problem().orElseThrow())
        .contains("'tuned' could not be started: no strings; version 1.0.0 is back.");
    assertThat(works(edit("tuned-edit"))).isTrue();
    assertThat(host.reports()).extracting(PluginReport::version).containsExactly("1.0.0");
    assertThat(filesOfUser()).containsExactly("tuned-1.0.0.jar");
    assertThat(host.replaced("tuned")).isEmpty();
  }

  @Test
  void theOldVersionIsBackIfTheNewOneIsForAnotherStudio() throws Exception {
    installFirst();

    PluginReport report =
        host.install(
            builder("2.0.0", EditSource.ADDS_AMOUNT)
                .manifest("Plugin-Requires", ">=9.0.0")
                .writeTo(temp.resolve("future.jar")));

    assertThat(report.problem().orElseThrow()).contains("version 1.0.0 is back.");
    assertThat(works(edit("tuned-edit"))).isTrue();
  }

  @Test
  void whatWasSwitchedOffStaysOffWhenTheNewOneDoesNotStart() throws Exception {
    installFirst();
    host.disable("tuned");
    host.addListener(heard::add);

    assertThat(host.install(version("2.0.0", BROKEN)).state()).isEqualTo(State.FAILED);

    assertThat(report("tuned").state()).isEqualTo(State.DISABLED);
    assertThat(heard).isEmpty();
    assertThat(host.install(version("1.1.0", EditSource.ADDS_AMOUNT)).state())
        .isEqualTo(State.STARTED);
    assertThat(report("tuned").state()).isEqualTo(State.STARTED);
  }

  @Test
  void takesThePlaceOfOneThatFailedAtWork() throws Exception {
    host.start();
    host.install(
        version("1.0.0", EditSource.applying("throw new IllegalStateException(\"bad\");")));
    applied(edit("tuned-edit"), generator.styleOfSeed(1));
    assertThat(problem("tuned")).contains("bad");

    assertThat(host.install(version("1.0.1", EditSource.ADDS_AMOUNT)).problem()).isEmpty();

    assertThat(works(edit("tuned-edit"))).isTrue();
    assertThat(report("tuned").problem()).isEmpty();
  }

  @Test
  void whoBuildsAPluginLoadsItAgainFromThere() throws Exception {
    installFirst();
    Path built = temp.resolve("downloads/1.0.0.jar");
    assertThat(host.origin("tuned")).contains(built);
    host.close();
    host = newHost();
    host.start();
    builder(
            "1.0.0",
            EditSource.applying(
                "float[] w = input.style(0); w[0] += 5;"
                    + " return StyleCode.broadcast(w, input.count());"))
        .writeTo(built);

    PluginReport report = host.reload("tuned");

    assertThat(report.problem()).isEmpty();
    StyleCode input = generator.styleOfSeed(1);
    assertThat(applied(edit("tuned-edit"), input).get(0, 0)).isEqualTo(input.get(0, 0) + 5);

    builder("1.0.0", BROKEN).writeTo(built);
    assertThat(host.reload("tuned").problem().orElseThrow()).contains("no strings", "is back");
    assertThat(applied(edit("tuned-edit"), input).get(0, 0)).isEqualTo(input.get(0, 0) + 5);
    // From where it lies aside nobody builds: the origin stays.
    host.install(version("1.1.0", EditSource.ADDS_AMOUNT));
    host.install(host.replaced("tuned").orElseThrow().file());
    assertThat(host.origin("tuned")).contains(temp.resolve("downloads/1.1.0.jar"));
  }

  @Test
  void loadsNothingElseAgain() throws Exception {
    installFirst();
    Path built = temp.resolve("downloads/1.0.0.jar");
    PluginJarBuilder.plugin("other")
        .edit("Other", "other-edit", EditSource.ADDS_AMOUNT)
        .writeTo(built);

    assertThatThrownBy(() -> host.reload("tuned")).hasMessageContaining("another plugin now");
    Files.delete(built);
    assertThatThrownBy(() -> host.reload("tuned")).hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> host.reload("absent")).hasMessageContaining("install its file again");
    assertThat(works(edit("tuned-edit"))).isTrue();
    host.uninstall("tuned");
    assertThat(host.origin("tuned")).isEmpty();
  }

  @Test
  void nothingIsLostIfTheStudioIsKilledMeanwhile() throws Exception {
    installFirst();
    host.close();
    Files.createDirectories(user.resolve(".replaced"));
    Files.move(user.resolve("tuned-1.0.0.jar"), user.resolve(".replaced/tuned-1.0.0.jar"));

    host = newHost();
    host.start();

    assertThat(works(edit("tuned-edit"))).isTrue();
    assertThat(filesOfUser()).containsExactly("tuned-1.0.0.jar");
  }
}
