package studio.anycost.app.preview;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.words.Texts;

/**
 * Renders one face with all usable uniform sub-generators, from cheap to expensive, in the
 * background.
 *
 * <p>Methods may be called from any thread and return at once; the listener hears on the executor.
 * A new start or a cancel silences the run before it: none of its cells arrive afterwards, except
 * one that is being delivered at that moment.
 */
public final class SideBySide implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SideBySide.class);

  /** Cells are small: so far pictures are enlarged smoothly. */
  private static final int SCREEN_SIDE = 256;

  /**
   * A finished cell.
   *
   * @param row index of the ratio, ascending
   * @param column index of the resolution, ascending
   * @param milliseconds of a render that reuses nothing
   */
  public record Cell(
      int row,
      int column,
      SubGenerator subGenerator,
      double ratio,
      ScreenPicture picture,
      double milliseconds,
      MacCount macs) {}

  /** Hears how a run goes. */
  public interface CellListener {
    void cell(Cell cell);

    /** All cells that are usable were delivered. */
    default void finished() {}

    /** The run ended early; one sentence for people. */
    default void failed(String sentence) {}
  }

  private final PreviewGenerator generator;
  private final Executor callbacks;
  private final Worker worker;
  private final AtomicReference<CancellationSource> current = new AtomicReference<>();

  /**
   * @param callbacks runs the listener, one task after the other
   */
  public SideBySide(PreviewGenerator generator, Executor callbacks) {
    this(generator, callbacks, Worker.thread("side-by-side"));
  }

  SideBySide(PreviewGenerator generator, Executor callbacks, Worker worker) {
    this.generator = generator;
    this.callbacks = callbacks;
    this.worker = worker;
  }

  /**
   * Starts over with a face; ends the run before it.
   *
   * @param grid its usable places are rendered
   */
  public void start(UniformGrid grid, StyleCode code, Noise noise, CellListener listener) {
    CancellationSource run = new CancellationSource();
    replace(run);
    worker.execute(() -> render(run, grid, code, noise, listener));
  }

  /** Ends the run, if there is one. */
  public void cancel() {
    replace(null);
  }

  private void replace(CancellationSource run) {
    CancellationSource before = current.getAndSet(run);
    if (before != null) {
      before.cancel();
    }
  }

  /** Ends the run and the thread. */
  @Override
  public void close() {
    cancel();
    worker.close();
  }

  private void render(
      CancellationSource run,
      UniformGrid grid,
      StyleCode code,
      Noise noise,
      CellListener listener) {
    try {
      for (UniformGrid.Place place : grid.usableCheapestFirst()) {
        run.token().throwIfCancelled();
        ImageTensor image = generator.render(code, place.subGenerator(), noise, run.token());
        if (!generator.isMeasured(place.subGenerator())) {
          // The first run of a session is slower than those that follow and does not count.
          generator.render(code, place.subGenerator(), noise, run.token());
        }
        Cell cell =
            new Cell(
                place.row(),
                place.column(),
                place.subGenerator(),
                place.ratio(),
                ScreenPicture.of(image.toRgb(), SCREEN_SIDE),
                generator.predict(place.subGenerator(), 0).p50(),
                place.macs());
        tell(run, () -> listener.cell(cell));
      }
      tell(run, listener::finished);
    } catch (CancellationException e) {
      LOG.debug("The comparison was cancelled");
    } catch (IOException | RuntimeException e) {
      LOG.error("The comparison stopped", e);
      tell(
          run,
          () ->
              listener.failed(Texts.of("preview.sideBySide.theComparisonStopped", Reasons.of(e))));
    }
  }

  private void tell(CancellationSource run, Runnable message) {
    callbacks.execute(
        () -> {
          if (!run.isCancelled()) {
            message.run();
          }
        });
  }
}
