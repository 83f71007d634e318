package studio.anycost.api.task;

import java.util.Objects;

/** A context whose published values nobody takes and that is never asked to stop. */
record QuietTaskContext<P>(CancellationToken cancellation, ProgressListener progress)
    implements TaskContext<P> {
  @Override
  public boolean stopRequested() {
    return false;
  }

  @Override
  public void publish(P intermediate) {
    Objects.requireNonNull(intermediate);
  }
}
