package studio.anycost.app.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;

/** A host over two empty folders, and what tests of it often do. */
abstract class PluginHostFixture {
  @TempDir Path temp;
  Path shipped;
  Path user;
  PluginHost host;
  FakeAlarms alarms;
  final FakeGenerator generator = new FakeGenerator();

  @BeforeEach
  void makeHost() throws IOException {
    shipped = Files.createDirectory(temp.resolve("shipped"));
    user = temp.resolve("user");
    host = newHost();
  }

  @AfterEach
  void closeHost() {
    host.close();
  }

  /** A host for which time goes by when a test turns {@link #alarms}. */
  final PluginHost newHost() {
    alarms = new FakeAlarms();
    return new PluginHost(List.of(shipped), user, alarms);
  }

  final Path jar(String name) {
    return shipped.resolve(name + ".jar");
  }

  /** A jar in the distribution with one edit that works. */
  final Path good(String id) {
    return PluginJarBuilder.plugin(id)
        .edit("Good", id + "-edit", EditSource.ADDS_AMOUNT)
        .writeTo(jar(id));
  }

  /** What became of a plugin, failures up to now included. */
  final PluginReport report(String id) {
    host.settle();
    return host.reports().stream()
        .filter(report -> report.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no report of " + id + " in " + host.reports()));
  }

  /** Waits for it: whoever waits for the work is let go before the host hears of the failure. */
  final String problem(String id) {
    long patience = System.nanoTime() + 10_000_000_000L;
    while (report(id).problem().isEmpty() && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
    return report(id)
        .problem()
        .orElseThrow(() -> new AssertionError("no problem in " + report(id)));
  }

  final Edit edit(String contributionId) {
    return host.contributions()
        .edit(contributionId)
        .orElseThrow(() -> new AssertionError("no " + contributionId + ": " + host.reports()));
  }

  /** Applies an edit at its defaults. */
  final StyleCode applied(Edit edit, StyleCode input) {
    return edit.apply(input, edit.parameters(generator.description()).defaults(), generator);
  }

  /** Whether the edit of {@link #good} does what it should. */
  final boolean works(Edit edit) throws ParameterException {
    StyleCode input = generator.styleOfSeed(1);
    ParameterValues values =
        edit.parameters(generator.description()).defaults().with("amount", 0.25);
    StyleCode output = edit.apply(input, values, generator);
    return output.get(2, 3) == input.get(2, 3) + 0.25f;
  }
}
