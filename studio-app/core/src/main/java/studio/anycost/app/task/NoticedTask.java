package studio.anycost.app.task;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;

/**
 * A task that collects what its work tells of the result, for whoever shows it in the end. Safe to
 * use from any thread.
 */
public final class NoticedTask<P> implements TaskContext<P> {
  private final TaskContext<P> outer;
  private final List<String> notices = new CopyOnWriteArrayList<>();

  /**
   * @param outer takes everything else
   */
  public NoticedTask(TaskContext<P> outer) {
    this.outer = outer;
  }

  /** What was told so far, each sentence once. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  @Override
  public void notice(String sentence) {
    if (!notices.contains(sentence)) {
      notices.add(sentence);
    }
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

  @Override
  public void publish(P intermediate) {
    outer.publish(intermediate);
  }
}
