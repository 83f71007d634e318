package studio.anycost.app.task;

import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;

/**
 * A token that is cancelled at once, whereas the actions that were registered with it run
 * elsewhere: whoever cancels is the thread of a window or of a signal, and the actions may be a
 * plugin's.
 */
final class CancelSignal implements CancellationToken {
  private static final Logger LOG = LoggerFactory.getLogger(CancelSignal.class);

  private final CancellationSource source = new CancellationSource();
  private final Executor cancellers;
  private volatile boolean cancelled;

  CancelSignal(Executor cancellers) {
    this.cancellers = cancellers;
  }

  void cancel() {
    cancelled = true;
    cancellers.execute(this::runActions);
  }

  private void runActions() {
    try {
      source.cancel();
    } catch (RuntimeException e) {
      LOG.warn("Something that was to be ended by a cancellation failed", e);
    }
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public Registration onCancel(Runnable action) {
    if (cancelled) {
      // The actions may not have had their turn yet; this one must have when this returns.
      runActions();
    }
    return source.token().onCancel(action);
  }
}
