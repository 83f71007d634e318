package studio.anycost.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.plugin.PluginReport;

/**
 * Notices plugins that fail at work. In the window such an edit is left out and the person is told;
 * on the command line a picture without an edit that was asked for would be wrong.
 */
final class PluginWatch implements AutoCloseable {
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final Consumer<PluginReport> listener =
      report -> {
        if (report.state() == PluginReport.State.FAILED) {
          problems.add(report.problem().orElse("The plugin " + report.name() + " failed."));
        }
      };
  private final StudioEngine engine;

  PluginWatch(StudioEngine engine) {
    this.engine = engine;
    engine.addPluginListener(listener);
  }

  /**
   * @throws IOException with the sentence of a plugin that failed since the watch began
   */
  void requireNoFailure() throws IOException {
    if (!problems.isEmpty()) {
      throw new IOException(problems.get(0));
    }
  }

  @Override
  public void close() {
    engine.removePluginListener(listener);
  }
}
