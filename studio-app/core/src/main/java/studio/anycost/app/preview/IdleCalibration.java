package studio.anycost.app.preview;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;

/**
 * Measures what a drag may want to show before there is a drag, on a machine and model of which
 * little is known. It renders in the background after a while in which nothing else did, for two
 * seconds altogether, and never again once all is known.
 *
 * <p>Of every ratio it renders the highest resolution that is not far too slow: that measures the
 * stages of the lower ones, too.
 */
final class IdleCalibration implements IdleWork {
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

  /** The model that is measured. */
  interface Subject {
    /** Whether every stage of a sub-generator was measured. */
    boolean isMeasured(SubGenerator subGenerator);

    /** Renders in the background; blocks. */
    void render(SubGenerator subGenerator, CancellationToken cancellation) throws IOException;
  }

  private final Subject subject;
  private final UniformGrid grid;
  private final CostEstimate estimate;
  private final BooleanSupplier othersWork;
  private final LongSupplier nanoTime;
  private final Executor rested;
  private final Set<SubGenerator> tried = new HashSet<>();

  /** Its thread ends when there is nothing to do. */
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          action -> {
            Thread made = new Thread(action, "preview-calibration");
            made.setDaemon(true);
            return made;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  private long spentNanos;
  private Optional<CancellationSource> running = Optional.empty();

  /**
   * @param othersWork whether the runtime is busy with something else
   */
  IdleCalibration(
      Subject subject, UniformGrid grid, CostEstimate estimate, BooleanSupplier othersWork) {
    this(subject, grid, estimate, othersWork, System::nanoTime, REST);
  }

  IdleCalibration(
      Subject subject,
      UniformGrid grid,
      CostEstimate estimate,
      BooleanSupplier othersWork,
      LongSupplier nanoTime,
      Duration rest) {
    this.subject = subject;
    this.grid = grid;
    this.estimate = estimate;
    this.othersWork = othersWork;
    this.nanoTime = nanoTime;
    this.rested = CompletableFuture.delayedExecutor(rest.toMillis(), TimeUnit.MILLISECONDS, thread);
  }

  @Override
  public synchronized void resume(Runnable learned) {
    if (running.isEmpty() && isWorthwhile()) {
      CancellationSource run = new CancellationSource();
      running = Optional.of(run);
      rested.execute(() -> measure(run, learned));
    }
  }

  @Override
  public synchronized void pause() {
    running.ifPresent(CancellationSource::cancel);
    running = Optional.empty();
  }

  @Override
  public void close() {
    pause();
    thread.shutdown();
  }

  private boolean isWorthwhile() {
    return spentNanos < LIMIT.toNanos() && next().isPresent();
  }

  private void measure(CancellationSource run, Runnable learned) {
    try {
      Optional<SubGenerator> next = choose(run);
      while (next.isPresent()) {
        for (int i = 0; i < RUNS; i++) {
          render(next.get(), run);
        }
        done(next.get());
        next = choose(run);
      }
    } catch (CancellationException e) {
      LOG.debug("The calibration gives way");
      return;
    } catch (IOException | RuntimeException e) {
      // Whoever wants this very picture will be told.
      LOG.warn("The preview could not be calibrated", e);
    }
    if (end(run)) {
      learned.run();
    }
  }

  private void render(SubGenerator subGenerator, CancellationSource run) throws IOException {
    if (othersWork.getAsBoolean()) {
      throw new CancellationException("The runtime is busy.");
    }
    long start = nanoTime.getAsLong();
    try {
      subject.render(subGenerator, run.token());
    } finally {
      spend(nanoTime.getAsLong() - start);
    }
  }

  private synchronized void spend(long nanos) {
    spentNanos += nanos;
  }

  private synchronized Optional<SubGenerator> choose(CancellationSource run) {
    run.token().throwIfCancelled();
    return spentNanos < LIMIT.toNanos() ? next() : Optional.empty();
  }

  private synchronized void done(SubGenerator subGenerator) {
    tried.add(subGenerator);
  }

  /** Whether it ended by itself. */
  private synchronized boolean end(CancellationSource run) {
    if (run.isCancelled()) {
      return false;
    }
    running = Optional.empty();
    return true;
  }

  /** What is not known and not far too slow, from the cheapest ratio on. */
  private Optional<SubGenerator> next() {
    for (int row = 0; row < grid.ratios().size(); row++) {
      int ratio = row;
      Optional<SubGenerator> highest =
          grid.places().stream()
              .filter(place -> place.row() == ratio)
              .filter(place -> estimate.milliseconds(place.subGenerator()) <= TOO_SLOW_MS)
              .max(Comparator.comparingInt(UniformGrid.Place::column))
              .map(UniformGrid.Place::subGenerator);
      if (highest.isPresent()
          && !tried.contains(highest.get())
          && !subject.isMeasured(highest.get())) {
        return highest;
      }
    }
    return Optional.empty();
  }
}
