package studio.anycost.app.plugin;

import java.io.IOException;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;

/** Long work of a plugin, of whatever kind; what goes wrong in it ends as a sentence. */
final class GuardedTool extends GuardedContribution<Contribution> implements Tool {
  private final ToolKind kind;

  GuardedTool(ToolKind kind, Contribution tool, ContributionInfo info, PluginGuard guard) {
    super(tool, info, guard);
    this.kind = kind;
  }

  @Override
  public ToolKind kind() {
    return kind;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A tool that is let go because it does not finish when it is asked to stop leaves what it
   * published last.
   */
  @Override
  public ToolResult run(ToolRequest request, Services services, TaskContext<ToolResult> task)
      throws IOException {
    GeneratorDescription generator = services.generator().description();
    CheckedTask.Check check = raw -> kind.checked(raw, request, generator);
    String doing = kind.doing(shownName());
    BestSoFar best = new BestSoFar(task);
    try {
      return guard()
          .work(
              doing,
              services,
              best,
              (lent, inner) -> {
                CheckedTask checked =
                    new CheckedTask(inner, check, nonsense -> guard().fail(doing, nonsense));
                return check.of(kind.call(contribution(), request, lent, checked));
              });
    } catch (PluginOffException e) {
      if (task.stopRequested() && best.last != null) {
        return best.last;
      }
      throw e;
    }
  }

  /** Remembers what was published. */
  private static final class BestSoFar implements TaskContext<ToolResult> {
    private final TaskContext<ToolResult> task;
    private volatile ToolResult last;

    BestSoFar(TaskContext<ToolResult> task) {
      this.task = task;
    }

    @Override
    public void publish(ToolResult intermediate) {
      last = intermediate;
      task.publish(intermediate);
    }

    @Override
    public void notice(String sentence) {
      task.notice(sentence);
    }

    @Override
    public CancellationToken cancellation() {
      return task.cancellation();
    }

    @Override
    public boolean stopRequested() {
      return task.stopRequested();
    }

    @Override
    public ProgressListener progress() {
      return task.progress();
    }
  }
}
