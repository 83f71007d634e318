package studio.anycost.app.preview;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.image.ScreenPicture;

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
  private final Worker background;
  private final Worker differences;
  private final Renderer renderer;
  private final UneditedFace unedited;
  private final IdleCalibration calibration;
  private final FrameOutlet outlet;
  private final RenderChoice choice;
  private final Trust trust;
  private final UnknownDifferences unknown;
  private final PreviewLoop loop;
  private final AtomicReference<PreviewInput> latest = new AtomicReference<>();
  private PortraitDocument lastDocument;
  private long version;

  /**
   * @param generator stays open until this is closed
   * @param screenSide smaller pictures are enlarged so far, see {@link ScreenPicture#of}
   * @param callbacks runs the listeners, one task after the other
   */
  public PreviewController(
      PreviewGenerator generator, Ladder ladder, int screenSide, Executor callbacks) {
    this(
        generator,
        ladder,
        screenSide,
        callbacks,
        Worker.thread("preview"),
        Worker.thread("preview-background"),
        Worker.thread("preview-differences"));
  }

  /**
   * @param worker closed together with the controller
   * @param background the same
   * @param differences the same; what it runs takes longer than what the other waits for
   */
  PreviewController(
      PreviewGenerator generator,
      Ladder ladder,
      int screenSide,
      Executor callbacks,
      Worker worker,
      Worker background,
      Worker differences) {
    this.worker = worker;
    this.background = background;
    this.differences = differences;
    this.renderer = generator.openRenderer();
    this.outlet = new FrameOutlet(callbacks, worker::nanoTime);
    this.unedited = new UneditedFace(generator, screenSide, outlet::before, worker, background);
    this.calibration = new IdleCalibration(generator, ladder.grid(), background);
    this.choice = new RenderChoice(ladder, generator);
    this.trust = new Trust(generator, ladder, worker, background, this::trustChanged);
    this.unknown = new UnknownDifferences(generator, worker, differences);
    Screen screen = new Screen(screenSide, ladder.full(), outlet, unedited, trust);
    this.loop =
        new PreviewLoop(
            generator,
            renderer,
            choice,
            screen,
            outlet,
            unedited,
            calibration,
            trust,
            unknown,
            worker);
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
   * Looks at the last document anew, as another version of it, for instance after a plugin was
   * switched on or off; it is rendered if the same document means another picture now.
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

  private void trustChanged() {
    choice.trust(trust::admits);
  }

  private void takeInput() {
    loop.input(latest.getAndSet(null));
  }

  /** Changes how sub-generators are chosen; the document on screen is rendered anew if needed. */
  public void setMode(PreviewMode mode) {
    worker.execute(() -> loop.mode(mode));
  }

  /** Changes what auto chooses from; what is on screen stays there until it can be bettered. */
  public void setLadder(Ladder ladder) {
    worker.execute(() -> loop.ladder(ladder));
  }

  /**
   * Changes which uniform sub-generators auto chooses from; what a search found stays.
   *
   * @param grid of the same generator
   */
  public void setGrid(UniformGrid grid) {
    worker.execute(() -> loop.grid(grid));
  }

  /**
   * Tells whether somebody looks at a place where the unedited face should be: if there is no
   * picture of it, a quick one is made at once.
   */
  public void setBeforeWanted(boolean wanted) {
    worker.execute(() -> loop.beforeWanted(wanted));
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
        choice.automatic());
  }

  /** Stops all work; no listener is called after this returns, except by a task that runs now. */
  @Override
  public void close() {
    outlet.close();
    worker.close();
    background.close();
    differences.close();
    unedited.close();
    trust.close();
    unknown.close();
    calibration.close();
    renderer.close();
  }
}
