package studio.anycost.app.plugin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;

/** A task of a test: remembers what it is told, and can be stopped and cancelled. */
final class RecordingTask implements TaskContext<ToolResult> {
  private final CancellationSource source = new CancellationSource();
  private final List<ToolResult> published = new CopyOnWriteArrayList<>();
  private final List<String> reports = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  void cancel() {
    source.cancel();
  }

  void stop() {
    stopped = true;
  }

  List<ToolResult> published() {
    return published;
  }

  /** Fraction and message of every report. */
  List<String> reports() {
    return reports;
  }

  @Override
  public CancellationToken cancellation() {
    return source.token();
  }

  @Override
  public boolean stopRequested() {
    return stopped;
  }

  @Override
  public ProgressListener progress() {
    return (fraction, message) -> reports.add(fraction + " " + message);
  }

  @Override
  public void publish(ToolResult intermediate) {
    published.add(intermediate);
  }
}
