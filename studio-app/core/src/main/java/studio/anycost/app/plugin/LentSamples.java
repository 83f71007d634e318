package studio.anycost.app.plugin;

import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.CancellationException;
import studio.anycost.api.extension.SampleRunner;
import studio.anycost.api.extension.SampleTaker;
import studio.anycost.api.extension.SamplesHere;
import studio.anycost.api.extension.SamplingJob;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;

/**
 * The maker of samples as one call of a plugin has it. On this machine the plugin's own code makes
 * them, with what it was lent; on other machines the studio has them made, and the plugin's thread,
 * which waits, takes them.
 */
record LentSamples(CallScope scope, SamplesHere here) implements SampleRunner {
  @Override
  public <R extends Serializable> void run(
      SamplingJob<R> job, int from, int to, TaskContext<?> task, SampleTaker<R> taker)
      throws IOException {
    if (scope.serveQuick((services, token) -> services.samples() instanceof SamplesHere)) {
      here.run(job, from, to, task, taker);
      return;
    }
    Handover<R> handover = new Handover<>(scope, taker);
    try {
      scope.serve(
          task.cancellation(),
          (services, token) -> {
            services.samples().run(job, from, to, new Ends(task, token), handover);
            return handover;
          });
    } finally {
      handover.rethrow();
    }
  }

  /** Takes the plugin's failures past the services, which are not to blame for them. */
  private static final class Handover<R> implements SampleTaker<R> {
    private final CallScope scope;
    private final SampleTaker<R> taker;
    private Throwable failure;

    Handover(CallScope scope, SampleTaker<R> taker) {
      this.scope = scope;
      this.taker = taker;
    }

    @Override
    public void take(int to, R made) {
      scope.outside(() -> takeOutside(to, made));
      if (failure != null) {
        throw new CancellationException("The plugin takes no more samples.");
      }
    }

    private void takeOutside(int to, R made) {
      try {
        taker.take(to, made);
      } catch (IOException | RuntimeException | Error e) { // thrown again when the runner has ended
        failure = e;
      }
    }

    void rethrow() throws IOException {
      if (failure instanceof IOException io) {
        throw io;
      }
      if (failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (failure instanceof Error error) {
        throw error;
      }
    }
  }

  /** When the work ends; nothing else of the task is the runner's. */
  private record Ends(TaskContext<?> task, CancellationToken cancellation)
      implements TaskContext<Object> {
    @Override
    public boolean stopRequested() {
      return task.stopRequested();
    }

    @Override
    public ProgressListener progress() {
      return ProgressListener.NONE;
    }

    @Override
    public void publish(Object intermediate) {}
  }
}
