package studio.anycost.app.plugin;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.Services;
import studio.anycost.api.task.TaskContext;

/** A contribution that is long work with a result, of whatever kind. */
public interface Tool extends Contribution {
  ToolKind kind();

  /**
   * Does the work. Blocks; publishes results so far.
   *
   * @param request holds what {@link #kind} needs
   * @throws IOException with a sentence for people
   * @throws CancellationException if the task was cancelled
   */
  ToolResult run(ToolRequest request, Services services, TaskContext<ToolResult> task)
      throws IOException;
}
