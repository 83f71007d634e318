package studio.anycost.models.runtime;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.extension.RenderConsumer;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;

/**
 * Background renders of one generator whose callers wait: single ones, and many at once on every
 * core.
 *
 * <p>Of many, small pictures are rendered side by side, each on one core, because cores that share
 * a small picture wait for each other; large ones one after the other, because they keep every core
 * busy by themselves and each needs much memory.
 */
final class BackgroundRenders {
  /** The largest side in pixels that is rendered side by side. */
  static final int LARGEST_SIDE_BY_SIDE = 128;

  /** Pictures for every core that are under way or done before they are consumed. */
  private static final int AHEAD = 2;

  private final StagePipeline pipeline;
  private final RenderWorkers workers;
  private final ActiveRuns runs;
  private final int cores;

  /**
   * @param runs what closing the generator waits for
   * @param cores that render side by side
   */
  BackgroundRenders(StagePipeline pipeline, RenderWorkers workers, ActiveRuns runs, int cores) {
    this.pipeline = pipeline;
    this.workers = workers;
    this.runs = runs;
    this.cores = cores;
  }

  /** Renders one picture on this thread; see {@link studio.anycost.api.extension.Generator}. */
  ImageTensor render(
      StyleCode code, SubGenerator subGenerator, Noise noise, CancellationToken cancellation)
      throws IOException {
    try (FeaturePrefix scratch = FeaturePrefix.scratch()) {
      return run(
          cancellation,
          control ->
              pipeline
                  .render(code, subGenerator, noise, Priority.BACKGROUND, control, scratch)
                  .image());
    }
  }

  /** Renders many; the consumer is called on this thread in the order of the codes. */
  void renderAll(
      List<StyleCode> codes,
      SubGenerator subGenerator,
      Noise noise,
      CancellationToken cancellation,
      RenderConsumer consumer)
      throws IOException {
    if (cores > 1 && codes.size() > 1 && subGenerator.resolution() <= LARGEST_SIDE_BY_SIDE) {
      try (SideBySide work = new SideBySide(cancellation)) {
        work.keepSessions(subGenerator);
        int started = 0;
        for (int i = 0; i < codes.size(); i++) {
          while (started < Math.min(codes.size(), i + AHEAD * cores)) {
            StyleCode code = codes.get(started);
            work.start(control -> pipeline.renderSideBySide(code, subGenerator, noise, control));
            started++;
          }
          consumer.rendered(i, work.next());
        }
      }
    } else {
      for (int i = 0; i < codes.size(); i++) {
        consumer.rendered(i, render(codes.get(i), subGenerator, noise, cancellation));
      }
    }
  }

  private <T> T run(CancellationToken cancellation, Work<T> work) throws IOException {
    RunControl control = pipeline.newControl();
    runs.enter(control);
    try (control) {
      control.follow(cancellation);
      return work.run(control);
    } finally {
      // Last, because closing the generator waits for this.
      runs.exit(control);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(RunControl control) throws IOException;
  }

  /**
   * Pictures that are rendered side by side for one caller. Closing stops what is under way and
   * waits for it. For one thread.
   */
  private final class SideBySide implements AutoCloseable {
    private final CancellationToken cancellation;
    private final CancellationSource stop = new CancellationSource();
    private final CancellationToken.Registration registration;
    private final List<SessionCache.Lease> sessions = new ArrayList<>();
    private final Deque<CompletableFuture<ImageTensor>> ahead = new ArrayDeque<>();

    SideBySide(CancellationToken cancellation) {
      this.cancellation = cancellation;
      this.registration = cancellation.onCancel(stop::cancel);
    }

    /** So that threads which all want one session at a time do not all build it. */
    void keepSessions(SubGenerator subGenerator) throws IOException {
      for (GeneratorSource.Stage stage : pipeline.stages(subGenerator)) {
        sessions.add(
            run(stop.token(), control -> pipeline.keepSideBySide(stage, subGenerator, control)));
      }
    }

    void start(Work<ImageTensor> render) {
      CompletableFuture<ImageTensor> future = new CompletableFuture<>();
      workers.enqueueSideBySide(
          () -> {
            try {
              future.complete(run(stop.token(), render));
            } catch (Throwable e) {
              // Throwable: the caller must not wait for ever, whatever went wrong.
              future.completeExceptionally(e);
            }
          });
      ahead.add(future);
    }

    /** Waits for the picture that was started first. */
    ImageTensor next() throws IOException {
      ImageTensor image = result(ahead.remove());
      cancellation.throwIfCancelled();
      return image;
    }

    private static ImageTensor result(CompletableFuture<ImageTensor> future) throws IOException {
      try {
        return future.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof IOException failure) {
          throw failure;
        }
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw e;
      }
    }

    @Override
    public void close() {
      stop.cancel();
      ahead.forEach(future -> future.handle((image, problem) -> null).join());
      sessions.forEach(SessionCache.Lease::close);
      registration.close();
    }
  }
}
