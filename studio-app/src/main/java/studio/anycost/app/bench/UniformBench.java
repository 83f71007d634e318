package studio.anycost.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.preview.PreviewFactory;
import studio.anycost.app.preview.UniformGrid;

/** The time of every uniform sub-generator, rendered by itself without reuse. */
public final class UniformBench {
  private static final int WARM_UPS = 2;

  /** One sub-generator and the sorted milliseconds of its runs. */
  public record Result(UniformGrid.Place place, List<Double> milliseconds) {
    /** The middle run, the upper one of two. */
    public double median() {
      return milliseconds.get(milliseconds.size() / 2);
    }

    public double fastest() {
      return milliseconds.get(0);
    }
  }

  private UniformBench() {}

  /**
   * Measures from cheap to expensive.
   *
   * @param runs measured runs of each, after warm-ups
   * @param progress hears the share that is done
   */
  public static List<Result> run(StudioEngine engine, int runs, DoubleConsumer progress)
      throws IOException {
    StyleCode code = engine.generator().styleOfSeed(1);
    List<UniformGrid.Place> places = new PreviewFactory(engine).grid().cheapestFirst();
    List<Result> results = new ArrayList<>();
    for (UniformGrid.Place place : places) {
      double[] times = new double[runs];
      for (int run = -WARM_UPS; run < runs; run++) {
        long start = System.nanoTime();
        engine.generator().render(code, place.subGenerator(), Noise.FIXED, CancellationToken.NONE);
        if (run >= 0) {
          times[run] = (System.nanoTime() - start) / 1e6;
        }
      }
      Arrays.sort(times);
      results.add(new Result(place, Arrays.stream(times).boxed().toList()));
      progress.accept((double) results.size() / places.size());
    }
    return results;
  }
}
