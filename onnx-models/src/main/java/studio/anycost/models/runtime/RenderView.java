package studio.anycost.models.runtime;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import studio.anycost.api.compute.Priority;

/**
 * One place on the screen: of what it asks for, the latest wins.
 *
 * <p>A new request replaces the one that waits (dropped) and, if the one that runs is supersedable,
 * stops it at the next graph node (cancelled). A running request that is not supersedable finishes
 * first, so that a fast drag always shows pictures. The view keeps the native feature maps of its
 * last render and continues from them where the inputs are the same; closing it frees them.
 *
 * <p>Safe to use from any thread. No call blocks on a render.
 */
public final class RenderView implements AutoCloseable {
  private final String name;
  private final StagePipeline pipeline;
  private final RenderWorkers workers;
  private final ActiveRuns runs;
  private final Consumer<RenderView> onClosed;

  private final Object lock = new Object();
  private final FeaturePrefix prefix = FeaturePrefix.ofAll();
  private RenderJob running;
  private RenderJob queued;

  /** The turn that the view waits for; null while it runs or has nothing to do. */
  private Turn turn;

  private boolean closed;
  private long completed;
  private long dropped;
  private long cancelled;
  private long failed;

  /**
   * @param runs what closing the generator waits for
   * @param onClosed told once, when the view takes no more requests
   */
  RenderView(
      String name,
      StagePipeline pipeline,
      RenderWorkers workers,
      ActiveRuns runs,
      Consumer<RenderView> onClosed) {
    this.name = name;
    this.pipeline = pipeline;
    this.workers = workers;
    this.runs = runs;
    this.onClosed = onClosed;
  }

  /**
   * Asks for a picture.
   *
   * @return completes on a thread of the runtime: with the picture; with a {@link
   *     CancellationException} if the request was dropped or cancelled; with an {@link
   *     java.io.IOException} whose message is a sentence if the runtime failed. Cancelling the
   *     future cancels the request.
   * @throws IllegalArgumentException if the code or the sub-generator does not fit the generator
   * @throws IllegalStateException if the view is closed
   */
  public CompletableFuture<RenderResult> submit(RenderRequest request) {
    pipeline.requireFits(request.code(), request.subGenerator());
    RenderJob job = new RenderJob(request, pipeline.newControl());
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("The view '" + name + "' is closed; open a new one.");
      }
      dropQueued();
      queued = job;
      if (running == null) {
        queueUp(request.priority());
      } else if (running.request.supersedable()) {
        running.control.cancel();
      }
    }
    job.future.whenComplete(
        (result, problem) -> {
          if (job.future.isCancelled()) {
            cancel(job);
          }
        });
    return job.future;
  }

  /** Drops what waits and stops what runs. */
  public void cancel() {
    synchronized (lock) {
      dropQueued();
      leaveQueue();
      if (running != null) {
        running.control.cancel();
      }
    }
  }

  private void cancel(RenderJob job) {
    synchronized (lock) {
      if (queued == job) {
        dropQueued();
        leaveQueue();
      } else if (running == job) {
        job.control.cancel();
      }
    }
  }

  /** What became of the requests so far. */
  public ViewStatistics statistics() {
    synchronized (lock) {
      return new ViewStatistics(completed, dropped, cancelled, failed);
    }
  }

  /** Whether a request waits for its turn. */
  boolean isWaiting() {
    synchronized (lock) {
      return queued != null;
    }
  }

  /**
   * Cancels everything and frees the kept feature maps, at the latest when the running one ends.
   */
  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      cancel();
      if (running == null) {
        prefix.close();
      }
    }
    onClosed.accept(this);
  }

  // The methods from here to take() are called with the lock held.

  /** Keeps the view's place in the queue if it has one already. */
  private void queueUp(Priority priority) {
    if (turn == null || turn.priority != priority) {
      leaveQueue();
      turn = new Turn(priority);
      workers.enqueue(priority, turn);
    }
  }

  private void leaveQueue() {
    if (turn != null) {
      workers.remove(turn.priority, turn);
      turn = null;
    }
  }

  private void dropQueued() {
    if (queued != null) {
      drop(queued);
      queued = null;
    }
  }

  private void drop(RenderJob job) {
    dropped++;
    workers.deliver(
        () ->
            job.future.completeExceptionally(
                new CancellationException("The request was dropped before it started.")));
  }

  /** One turn on a thread of the runtime. */
  private void take(Turn taken) {
    RenderJob job = start(taken);
    if (job == null) {
      return;
    }
    RenderResult result = null;
    Throwable problem = null;
    try {
      result =
          pipeline.render(
              job.request.code(),
              job.request.subGenerator(),
              job.request.noise(),
              job.request.priority(),
              job.control,
              prefix);
    } catch (Throwable e) {
      // Throwable: whatever it was belongs to whoever holds the future, and the view goes on.
      problem = e;
    }
    job.control.close();
    finish(job, result, problem);
  }

  private RenderJob start(Turn taken) {
    synchronized (lock) {
      if (taken != turn) {
        // The view changed its mind after a worker had taken this turn out of the queue.
        return null;
      }
      turn = null;
      RenderJob job = queued;
      queued = null;
      if (job == null) {
        return null;
      }
      if (!runs.tryEnter(job.control)) {
        drop(job);
        return null;
      }
      running = job;
      return job;
    }
  }

  private void finish(RenderJob job, RenderResult result, Throwable problem) {
    Throwable outcome = problem;
    synchronized (lock) {
      running = null;
      if (job.control.isCancelled()) {
        cancelled++;
        outcome = new CancellationException("The render was cancelled.");
      } else if (problem == null) {
        completed++;
      } else {
        failed++;
      }
      if (closed) {
        prefix.close();
      } else if (queued != null) {
        queueUp(queued.request.priority());
      }
    }
    // First out, then the news: a listener may close the generator.
    runs.exit(job.control);
    Throwable told = outcome;
    workers.deliver(
        () -> {
          if (told == null) {
            job.future.complete(result);
          } else {
            job.future.completeExceptionally(told);
          }
        });
  }

  /** A place in the queue of one lane. */
  private final class Turn implements Runnable {
    private final Priority priority;

    Turn(Priority priority) {
      this.priority = priority;
    }

    @Override
    public void run() {
      take(this);
    }
  }

  private static final class RenderJob {
    private final RenderRequest request;
    private final RunControl control;
    private final CompletableFuture<RenderResult> future = new CompletableFuture<>();

    RenderJob(RenderRequest request, RunControl control) {
      this.request = request;
      this.control = control;
    }
  }
}
