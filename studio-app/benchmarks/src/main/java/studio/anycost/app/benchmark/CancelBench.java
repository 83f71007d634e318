package studio.anycost.app.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Term;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.bench.FreshRenders;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.models.runtime.LoadedGenerator;
import studio.anycost.models.runtime.RenderRequest;
import studio.anycost.models.runtime.RenderView;

/**
 * How long cancelled work of the full generator still keeps the cores: from the call that cancels
 * to the return of the native run. The work is a render, or a loss with its gradient. Each is of a
 * new face and is cancelled at a moment drawn from a seed, evenly over the time that it takes.
 */
public final class CancelBench {
  private static final int WARM_UPS = 3;
  private static final long SEED = 20_260_101;
  private static final int GREY = 0x808080;

  /**
   * What was seen.
   *
   * @param wholeMilliseconds of work that nobody cancels, the median of the warm ones before
   * @param missed work that was over before its moment came; it counts for nothing
   * @param milliseconds from cancelling to free cores, ascending
   */
  public record Result(
      SubGenerator subGenerator, double wholeMilliseconds, int missed, List<Double> milliseconds) {
    /** The value that a share of the cancellations stayed at or below. */
    public double quantile(double share) {
      int rank = (int) Math.ceil(share * milliseconds.size());
      return milliseconds.get(Math.max(1, rank) - 1);
    }
  }

  /** Work under way. */
  private record Begun(CompletableFuture<?> work, Runnable cancel) {}

  @FunctionalInterface
  private interface Beginner {
    Begun begin(StyleCode code);
  }

  private final LoadedGenerator generator;
  private final SubGenerator full;
  private final Random random = new Random(SEED);
  private long faces;

  private CancelBench(LoadedGenerator generator) {
    this.generator = generator;
    this.full = generator.description().channels().full();
  }

  /**
   * Cancels renders.
   *
   * @param times at least 1
   */
  public static Result ofRenders(StudioEngine engine, int times)
      throws IOException, InterruptedException {
    return new CancelBench(engine.generator()).renders(times);
  }

  /**
   * Cancels evaluations of the squared difference to a picture with its gradient.
   *
   * @param times at least 1
   */
  public static Result ofGradients(StudioEngine engine, int times)
      throws IOException, InterruptedException {
    return new CancelBench(engine.generator()).gradients(times);
  }

  private Result renders(int times) throws IOException, InterruptedException {
    List<Double> whole = new ArrayList<>();
    try (FreshRenders renders = new FreshRenders(generator)) {
      renders.render(full);
      for (int i = 0; i < WARM_UPS; i++) {
        whole.add(renders.render(full).milliseconds());
      }
    }
    // A face's number may repeat those of the warm-ups: another view kept their features.
    try (RenderView view = generator.openView("cancelled")) {
      return measure(
          times,
          whole,
          code ->
              new Begun(
                  view.submit(
                      new RenderRequest(code, full, Noise.FIXED, Priority.INTERACTIVE, false)),
                  view::cancel));
    }
  }

  private Result gradients(int times) throws IOException, InterruptedException {
    int side = full.resolution();
    int[] pixels = new int[side * side];
    Arrays.fill(pixels, GREY);
    Objective objective =
        generator.objective(
            List.of(new Term.Pixels(1, RgbImage.of(side, side, pixels))), Noise.FIXED);
    List<Double> whole = new ArrayList<>();
    objective.evaluate(generator.styleOfSeed(faces++), full, CancellationToken.NONE);
    for (int i = 0; i < WARM_UPS; i++) {
      StyleCode code = generator.styleOfSeed(faces++);
      long start = System.nanoTime();
      objective.evaluate(code, full, CancellationToken.NONE);
      whole.add((System.nanoTime() - start) / 1e6);
    }
    return measure(times, whole, code -> begin(objective, code));
  }

  private Begun begin(Objective objective, StyleCode code) {
    CancellationSource cancellation = new CancellationSource();
    CompletableFuture<?> work =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return objective.evaluate(code, full, cancellation.token());
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            },
            task -> new Thread(task, "evaluation").start());
    return new Begun(work, cancellation::cancel);
  }

  private Result measure(int times, List<Double> whole, Beginner beginner)
      throws IOException, InterruptedException {
    Collections.sort(whole);
    double median = whole.get(whole.size() / 2);
    List<Double> milliseconds = new ArrayList<>();
    int missed = 0;
    while (milliseconds.size() < times) {
      double taken = cancelled(beginner, (long) (random.nextDouble() * median * 1e6));
      if (Double.isNaN(taken)) {
        missed++;
      } else {
        milliseconds.add(taken);
      }
    }
    Collections.sort(milliseconds);
    return new Result(full, median, missed, List.copyOf(milliseconds));
  }

  /** Milliseconds until the cores were free; not a number if there was nothing left to cancel. */
  private double cancelled(Beginner beginner, long afterNanos)
      throws IOException, InterruptedException {
    StyleCode code = generator.styleOfSeed(faces++);
    Begun begun = beginner.begin(code);
    CompletableFuture<Long> end = begun.work().handle((result, problem) -> System.nanoTime());
    sleepUntil(System.nanoTime() + afterNanos);
    if (end.isDone()) {
      return Double.NaN;
    }
    long start = System.nanoTime();
    begun.cancel().run();
    try {
      begun.work().get();
      // It was over in that very moment.
      return Double.NaN;
    } catch (CancellationException e) {
      return (end.join() - start) / 1e6;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CancellationException) {
        return (end.join() - start) / 1e6;
      }
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalStateException("What was to be cancelled failed: " + e.getCause(), e);
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
