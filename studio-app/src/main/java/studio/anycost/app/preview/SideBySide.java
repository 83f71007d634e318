package studio.anycost.app.preview;

import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;

/**
 * Renders one face with all uniform sub-generators, from cheap to expensive, in the background.
 *
 * <p>Methods may be called from any thread; the listener hears on the executor. A new start or a
 * cancel silences the run before it: none of its cells arrive afterwards, except one that is being
 * delivered at that moment.
 */
public final class SideBySide implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SideBySide.class);

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
      RgbImage image,
      double milliseconds,
      MacCount macs) {}

  /** Hears how a run goes. */
  public interface CellListener {
    void cell(Cell cell);

    /** All cells were delivered. */
    default void finished() {}

    /** The run ended early; one sentence for people. */
    default void failed(String sentence) {}
  }

  private final Object lock = new Object();
  private final Renderer renderer;
  private final UniformGrid grid;
  private final Executor callbacks;
  private Run current;

  /**
   * @param renderer a view of its own with background priority; closed together with this object
   * @param callbacks runs the listener, one task after the other
   */
  public SideBySide(Renderer renderer, UniformGrid grid, Executor callbacks) {
    this.renderer = renderer;
    this.grid = grid;
    this.callbacks = callbacks;
  }

  /** The grid that is filled: its rows and columns. */
  public UniformGrid grid() {
    return grid;
  }

  /** Starts over with a face; ends the run before it. */
  public void start(StyleCode code, Noise noise, CellListener listener) {
    Run run = new Run(code, noise, listener, grid.cheapestFirst().iterator());
    synchronized (lock) {
      current = run;
    }
    run.next();
  }

  /** Ends the run, if there is one. */
  public void cancel() {
    synchronized (lock) {
      current = null;
    }
    renderer.cancel();
  }

  @Override
  public void close() {
    cancel();
    renderer.close();
  }

  private boolean isCurrent(Run run) {
    synchronized (lock) {
      return current == run;
    }
  }

  private final class Run {
    private final StyleCode code;
    private final Noise noise;
    private final CellListener listener;
    private final Iterator<UniformGrid.Place> places;

    Run(StyleCode code, Noise noise, CellListener listener, Iterator<UniformGrid.Place> places) {
      this.code = code;
      this.noise = noise;
      this.listener = listener;
      this.places = places;
    }

    void next() {
      if (!isCurrent(this)) {
        return;
      }
      if (!places.hasNext()) {
        tell(listener::finished);
        return;
      }
      UniformGrid.Place place = places.next();
      renderer
          .submit(new Renderer.Job(code, place.subGenerator(), noise, true))
          .whenComplete((rendered, failure) -> finished(place, rendered, failure));
    }

    private void finished(UniformGrid.Place place, Renderer.Rendered rendered, Throwable failure) {
      if (failure == null) {
        Cell cell =
            new Cell(
                place.row(),
                place.column(),
                place.subGenerator(),
                place.ratio(),
                rendered.image().toRgb(),
                rendered.standaloneMilliseconds(),
                place.macs());
        tell(() -> listener.cell(cell));
        next();
        return;
      }
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      if (!(cause instanceof CancellationException)) {
        LOG.error("The side-by-side view stopped", cause);
        tell(() -> listener.failed("The comparison stopped: " + cause.getMessage()));
      }
    }

    private void tell(Runnable message) {
      callbacks.execute(
          () -> {
            if (isCurrent(this)) {
              message.run();
            }
          });
    }
  }
}
