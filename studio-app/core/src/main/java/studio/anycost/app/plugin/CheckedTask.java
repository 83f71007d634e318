package studio.anycost.app.plugin;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;

/**
 * The context that a tool publishes to: checks on the tool's thread what may be anything.
 *
 * @param outer takes what passed
 * @param check makes a result of it
 * @param blame takes what is wrong; ends the work
 */
record CheckedTask(TaskContext<ToolResult> outer, Check check, Consumer<PluginException> blame)
    implements TaskContext<Object> {
  /** See {@link ToolKind#checked}. */
  interface Check {
    ToolResult of(Object raw) throws PluginException;
  }

  @Override
  public void publish(Object intermediate) {
    try {
      outer.publish(check.of(intermediate));
    } catch (PluginException e) {
      blame.accept(e);
      throw new CancellationException("What was published is no result.");
    }
  }

  @Override
  public void notice(String sentence) {
    outer.notice(sentence);
  }

  @Override
  public CancellationToken cancellation() {
    return outer.cancellation();
  }

  @Override
  public boolean stopRequested() {
    return outer.stopRequested();
  }

  @Override
  public ProgressListener progress() {
    return outer.progress();
  }
}
