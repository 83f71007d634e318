package studio.anycost.app.preview;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import studio.anycost.app.document.PortraitDocument;

/**
 * Keeps a place on the screen up to date with a document.
 *
 * <p>While something moves, every render is the sub-generator that fits the budget, and a render
 * that has begun is finished, so that a fast hand always sees pictures. At rest the picture climbs
 * to the full generator in few steps, each of which newer input may stop.
 *
 * <p>All methods may be called from any thread and return at once. Frames come in order on the
 * executor, which must run its tasks one after the other in the order of submission (a user
 * interface's thread does).
 */
public final class PreviewController implements AutoCloseable {
  private final Object inputLock = new Object();
  private final Worker worker;
  private final Renderer renderer;
  private final IdleWork idle;
  private final FrameOutlet outlet;
  private final PreviewLoop loop;
  private final AtomicReference<PreviewInput> latest = new AtomicReference<>();
  private PortraitDocument lastDocument;
  private long version;

  /**
   * @param renderer closed together with the controller
   * @param callbacks runs the listeners, one task after the other
   */
  public PreviewController(
      Evaluator evaluator,
      Renderer renderer,
      UniformGrid grid,
      CostEstimate estimate,
      Executor callbacks) {
    this(evaluator, renderer, grid, estimate, callbacks, IdleWork.NONE, Worker.thread("preview"));
  }

  /**
   * @param idle closed together with the controller
   * @param worker closed together with the controller
   */
  PreviewController(
      Evaluator evaluator,
      Renderer renderer,
      UniformGrid grid,
      CostEstimate estimate,
      Executor callbacks,
      IdleWork idle,
      Worker worker) {
    this.worker = worker;
    this.idle = idle;
    this.renderer = renderer;
    this.outlet = new FrameOutlet(callbacks, worker::nanoTime);
    this.loop = new PreviewLoop(evaluator, renderer, grid, estimate, outlet, idle, worker);
  }

  /**
   * Shows a document; newer calls replace older ones that were not rendered yet.
   *
   * @param moving whether a slider is being dragged; without further calls the hand is taken to
   *     rest after a short while
   * @return the document's version: grows with every document that differs from the one before
   */
  public long show(PortraitDocument document, boolean moving) {
    synchronized (inputLock) {
      if (!document.equals(lastDocument)) {
        lastDocument = document;
        version++;
      }
      return post(moving);
    }
  }

  /**
   * Renders the last document anew, as another version of it, for instance after a plugin was
   * switched on or off and the same document means another picture.
   */
  public void refresh() {
    synchronized (inputLock) {
      if (lastDocument != null) {
        version++;
        post(false);
      }
    }
  }

  // With the lock held: the newest version must not be overtaken on the way to the loop.
  private long post(boolean moving) {
    if (latest.getAndSet(new PreviewInput(lastDocument, version, moving, worker.nanoTime()))
        == null) {
      worker.execute(this::takeInput);
    }
    return version;
  }

  private void takeInput() {
    loop.input(latest.getAndSet(null));
  }

  /** Changes how sub-generators are chosen; the document on screen is rendered anew if needed. */
  public void setMode(PreviewMode mode) {
    worker.execute(() -> loop.mode(mode));
  }

  public void addListener(PreviewListener listener) {
    outlet.addListener(listener);
  }

  public void removeListener(PreviewListener listener) {
    outlet.removeListener(listener);
  }

  /** Totals since the controller was made. */
  public PreviewStatistics statistics() {
    Renderer.Counts counts = renderer.counts();
    Latencies latencies = outlet.latencies();
    return new PreviewStatistics(
        outlet.delivered(),
        counts.dropped(),
        counts.cancelled(),
        latencies.count(),
        latencies.percentile(50),
        latencies.percentile(95),
        Optional.ofNullable(loop.currentPreview()));
  }

  /** Stops all work; no listener is called after this returns, except by a task that runs now. */
  @Override
  public void close() {
    outlet.close();
    worker.close();
    idle.close();
    renderer.close();
  }
}
