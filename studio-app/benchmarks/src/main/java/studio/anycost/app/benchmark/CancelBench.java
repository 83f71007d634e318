package studio.anycost.app.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.bench.FreshRenders;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RenderRequest;
import studio.anycost.models.runtime.RenderResult;
import studio.anycost.models.runtime.RenderView;

/**
 * How long a cancelled render of the full generator still keeps the cores: from the call that
 * cancels to the return of the native run. Each render is of a new face and is cancelled at a
 * moment drawn from a seed, evenly over the time that a render takes.
 */
public final class CancelBench {
  private static final int WARM_UPS = 3;
  private static final long SEED = 20_260_101;

  /**
   * What was seen.
   *
   * @param renderMilliseconds of a whole render, the median of the warm ones before
   * @param missed renders that were over before their moment came; they count for nothing
   * @param milliseconds from cancelling to free cores, ascending
   */
  public record Result(
      SubGenerator subGenerator, double renderMilliseconds, int missed, List<Double> milliseconds) {
    /** The value that a share of the cancellations stayed at or below. */
    public double quantile(double share) {
      int rank = (int) Math.ceil(share * milliseconds.size());
      return milliseconds.get(Math.max(1, rank) - 1);
    }
  }

  private final LoadedGenerator generator;
  private final Random random = new Random(SEED);
  private long faces;

  private CancelBench(LoadedGenerator generator) {
    this.generator = generator;
  }

  /**
   * Cancels so often.
   *
   * @param times at least 1
   */
  public static Result run(StudioEngine engine, int times)
      throws IOException, InterruptedException {
    return new CancelBench(engine.generator()).measure(times);
  }

  private Result measure(int times) throws IOException, InterruptedException {
    SubGenerator full = generator.description().channels().full();
    double whole = wholeRender(full);
    List<Double> milliseconds = new ArrayList<>();
    int missed = 0;
    try (RenderView view = generator.openView("cancelled")) {
      while (milliseconds.size() < times) {
        double taken = cancelled(view, full, (long) (random.nextDouble() * whole * 1e6));
        if (Double.isNaN(taken)) {
          missed++;
        } else {
          milliseconds.add(taken);
        }
      }
    }
    Collections.sort(milliseconds);
    return new Result(full, whole, missed, List.copyOf(milliseconds));
  }

  private double wholeRender(SubGenerator full) throws IOException, InterruptedException {
    List<Double> times = new ArrayList<>();
    try (FreshRenders renders = new FreshRenders(generator)) {
      renders.render(full);
      for (int i = 0; i < WARM_UPS; i++) {
        times.add(renders.render(full).milliseconds());
      }
    }
    Collections.sort(times);
    return times.get(times.size() / 2);
  }

  /** Milliseconds until the cores were free; not a number if there was nothing left to cancel. */
  private double cancelled(RenderView view, SubGenerator full, long afterNanos)
      throws IOException, InterruptedException {
    // A face's number may repeat those of the warm-ups: another view kept their features.
    CompletableFuture<RenderResult> render =
        view.submit(
            new RenderRequest(
                generator.styleOfSeed(faces++), full, Noise.FIXED, Priority.INTERACTIVE, false));
    CompletableFuture<Long> end = render.handle((result, problem) -> System.nanoTime());
    sleepUntil(System.nanoTime() + afterNanos);
    if (end.isDone()) {
      return Double.NaN;
    }
    long start = System.nanoTime();
    view.cancel();
    try {
      render.get();
      // It was over in that very moment.
      return Double.NaN;
    } catch (CancellationException e) {
      return (end.join() - start) / 1e6;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalStateException("A render failed: " + e.getCause(), e);
    }
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
