package studio.anycost.app.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Term;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.models.runtime.LoadedGenerator;

/**
 * What one evaluation of a loss with its gradient takes: the mean squared difference to a picture,
 * every run at a style code of its own.
 */
public final class GradientBench {
  private static final int GREY = 0x808080;

  /**
   * What was seen.
   *
   * @param firstMilliseconds of the first run, which builds the sessions
   * @param milliseconds of the others, ascending
   * @param peakBytes the most native memory during them, counted from before the first one; empty
   *     where nobody tells
   */
  public record Result(
      SubGenerator subGenerator,
      double firstMilliseconds,
      List<Double> milliseconds,
      OptionalLong peakBytes) {
    /** The middle one. */
    public double median() {
      return milliseconds.get(milliseconds.size() / 2);
    }
  }

  private GradientBench() {}

  /**
   * Measures.
   *
   * @param runs at least 1
   */
  public static Result run(StudioEngine engine, SubGenerator subGenerator, int runs)
      throws IOException, InterruptedException {
    LoadedGenerator generator = engine.generator();
    int side = subGenerator.resolution();
    int[] pixels = new int[side * side];
    Arrays.fill(pixels, GREY);
    Objective objective =
        generator.objective(
            List.of(new Term.Pixels(1, RgbImage.of(side, side, pixels))), Noise.FIXED);
    NativeMemory memory = NativeMemory.fromNow();
    double first = milliseconds(generator, objective, subGenerator, 0);
    List<Double> times = new ArrayList<>();
    for (int i = 1; i <= runs; i++) {
      times.add(milliseconds(generator, objective, subGenerator, i));
    }
    // Not while it is timed: looking takes time, too.
    OptionalLong peak =
        memory.most(() -> milliseconds(generator, objective, subGenerator, runs + 1));
    Collections.sort(times);
    return new Result(subGenerator, first, List.copyOf(times), peak);
  }

  private static double milliseconds(
      LoadedGenerator generator, Objective objective, SubGenerator subGenerator, long seed)
      throws IOException {
    var code = generator.styleOfSeed(seed);
    long start = System.nanoTime();
    objective.evaluate(code, subGenerator, CancellationToken.NONE);
    return (System.nanoTime() - start) / 1e6;
  }
}
