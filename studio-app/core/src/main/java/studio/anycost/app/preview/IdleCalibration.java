package studio.anycost.app.preview;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;

/**
 * Measures what a drag may want to show before there is a drag, on a machine and model of which
 * little is known. It renders in the background after a while in which nothing else did, for two
 * seconds altogether, and never again once all is known. What cannot be rendered is left out.
 *
 * <p>Of every ratio it renders the highest usable resolution that is not far too slow: that
 * measures the stages of the lower ones, too. Safe to use from any thread; no method blocks on a
 * render.
 */
final class IdleCalibration implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IdleCalibration.class);

  /**
   * So long nothing happens before it begins: the window that opens, and the person who only lets
   * go of a slider to grip it again, have the cores to themselves.
   */
  static final Duration REST = Duration.ofMillis(1500);

  /** All that it may ever take. */
  static final Duration LIMIT = Duration.ofSeconds(2);

  /** The first run of a session does not count; of the others it takes some to trust them. */
  static final int RUNS = 4;

  /** Slower pictures are no previews. */
  private static final double TOO_SLOW_MS = 4 * PreviewMode.DEFAULT_BUDGET_MS;

  private final PreviewGenerator generator;
  private final StyleCode code;
  private final Worker background;
  private UniformGrid grid;
  private final Set<SubGenerator> tried = new HashSet<>();
  private long spentNanos;
  private Optional<CancellationSource> running = Optional.empty();

  /**
   * @param grid its usable sub-generators are what a drag may want
   * @param background runs the renders
   */
  IdleCalibration(PreviewGenerator generator, UniformGrid grid, Worker background) {
    this.generator = generator;
    this.grid = grid;
    this.background = background;
    GeneratorDescription description = generator.description();
    // Times do not depend on the face.
    this.code = StyleCode.broadcast(description.meanStyleArray(), description.styleCount());
  }

  /** Measures what another grid has from now on. */
  synchronized void setGrid(UniformGrid other) {
    grid = other;
  }

  /**
   * Begins, or goes on; does nothing if all is done.
   *
   * @param learned called, on any thread, when all is done and something was
   */
  synchronized void resume(Runnable learned) {
    if (running.isEmpty() && next().isPresent()) {
      CancellationSource run = new CancellationSource();
      running = Optional.of(run);
      afterRest(run, learned);
    }
  }

  private void afterRest(CancellationSource run, Runnable learned) {
    background.executeAfter(REST, () -> measure(run, learned));
  }

  /** Stops at once. */
  synchronized void pause() {
    running.ifPresent(CancellationSource::cancel);
    running = Optional.empty();
  }

  /** Stops for good, after the worker was closed. */
  @Override
  public void close() {
    pause();
  }

  private void measure(CancellationSource run, Runnable learned) {
    try {
      Optional<SubGenerator> next = choose(run);
      while (next.isPresent()) {
        if (!measured(next.get(), run)) {
          afterRest(run, learned);
          return;
        }
        next = choose(run);
      }
    } catch (CancellationException e) {
      LOG.debug("The calibration gives way");
      end(run);
      return;
    }
    if (end(run)) {
      learned.run();
    }
  }

  /**
   * Measures one sub-generator.
   *
   * @return false if others have work for the runtime, which must not wait and would blur the times
   */
  private boolean measured(SubGenerator subGenerator, CancellationSource run) {
    try {
      for (int i = 0; i < RUNS; i++) {
        if (generator.isBusy()) {
          return false;
        }
        long start = background.nanoTime();
        try {
          generator.render(code, subGenerator, Noise.FIXED, run.token());
        } finally {
          spend(background.nanoTime() - start);
        }
      }
    } catch (CancellationException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Whoever wants this very picture will be told.
      LOG.warn("A preview could not be measured and is left out", e);
    }
    done(subGenerator);
    return true;
  }

  private synchronized void spend(long nanos) {
    spentNanos += nanos;
  }

  private synchronized void done(SubGenerator subGenerator) {
    tried.add(subGenerator);
  }

  private synchronized Optional<SubGenerator> choose(CancellationSource run) {
    run.token().throwIfCancelled();
    return next();
  }

  /** Whether it ended by itself. */
  private synchronized boolean end(CancellationSource run) {
    if (run.isCancelled()) {
      return false;
    }
    running = Optional.empty();
    return true;
  }

  /** What is not known and not far too slow, from the cheapest ratio on, while there is time. */
  private Optional<SubGenerator> next() {
    if (spentNanos >= LIMIT.toNanos()) {
      return Optional.empty();
    }
    for (int row = 0; row < grid.ratios().size(); row++) {
      int ratio = row;
      Optional<SubGenerator> highest =
          grid.places().stream()
              .filter(place -> place.row() == ratio && place.usable())
              .filter(place -> generator.predict(place.subGenerator(), 0).p50() <= TOO_SLOW_MS)
              .max(Comparator.comparingInt(UniformGrid.Place::column))
              .map(UniformGrid.Place::subGenerator);
      if (highest.isPresent()
          && !tried.contains(highest.get())
          && !generator.isMeasured(highest.get())) {
        return highest;
      }
    }
    return Optional.empty();
  }
}
