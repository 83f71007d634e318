package studio.anycost.app.engine;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import studio.anycost.app.plugin.Guarded;
import studio.anycost.app.plugin.PluginGuard;
import studio.anycost.app.plugin.PluginReport;
import studio.anycost.app.words.Texts;

/**
 * Notices plugins that fail at work. In a picture that someone looks at, such an edit is left out
 * and the person is told; a file without an edit that was asked for would be wrong.
 */
public final class PluginWatch implements AutoCloseable {
  /** The guard knows at once, and the news takes as long as another thread needs. */
  private static final long NEWS_SECONDS = 10;

  private final BlockingQueue<String> problems = new LinkedBlockingQueue<>();
  private final Consumer<PluginReport> listener =
      report -> {
        if (report.state() == PluginReport.State.FAILED) {
          problems.add(
              report
                  .problem()
                  .orElse(Texts.of("engine.pluginWatch.thePluginFailed", report.name())));
        }
      };
  private final StudioEngine engine;
  private final List<PluginGuard> guards;

  /** Watches from now on, until it is closed. */
  public PluginWatch(StudioEngine engine) {
    this.engine = engine;
    this.guards =
        engine.edits().stream()
            .map(Offered::contribution)
            .filter(Guarded.class::isInstance)
            .map(edit -> ((Guarded) edit).guard())
            .toList();
    engine.addPluginListener(listener);
  }

  /**
   * Asks for what was seen; may wait for the news of a failure that is known already.
   *
   * @throws IOException with the sentence of a plugin that failed since the watch began
   */
  public void requireNoFailure() throws IOException {
    boolean failed = !guards.stream().allMatch(PluginGuard::isActive);
    String problem = failed ? news() : problems.peek();
    if (problem != null) {
      throw new IOException(problem);
    }
  }

  private String news() throws IOException {
    try {
      String problem = problems.poll(NEWS_SECONDS, TimeUnit.SECONDS);
      return problem == null ? Texts.of("engine.pluginWatch.aPluginFailedThe") : problem;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(Texts.of("engine.pluginWatch.aPluginFailed"), e);
    }
  }

  @Override
  public void close() {
    engine.removePluginListener(listener);
  }
}
