package studio.anycost.app.engine;

import java.util.function.UnaryOperator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;

/**
 * A task whose published values and reports are changed on their way.
 *
 * @param outer takes them
 * @param published changes what is published
 * @param progress takes the reports
 */
record MappedTask<P>(TaskContext<P> outer, UnaryOperator<P> published, ProgressListener progress)
    implements TaskContext<P> {
  MappedTask(TaskContext<P> outer, UnaryOperator<P> published) {
    this(outer, published, outer.progress());
  }

  @Override
  public void publish(P intermediate) {
    outer.publish(published.apply(intermediate));
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
}
