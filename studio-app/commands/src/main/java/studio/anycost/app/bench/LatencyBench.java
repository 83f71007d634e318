package studio.anycost.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.FlexibleWidths;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.models.latency.CalibrationPlan;
import studio.anycost.models.latency.LatencyModel;
import studio.anycost.models.latency.LatencySnapshot;
import studio.anycost.models.latency.Prediction;

/**
 * How well times are predicted: forgets all, measures a designed set of configurations, predicts
 * others that are drawn at random, and only then measures those.
 */
public final class LatencyBench {
  /** Mixed configurations of the calibration, beside the uniform ones. */
  private static final int MIXED = 12;

  private static final int CALIBRATION_RUNS = 5;
  private static final int WARM_UPS = 2;

  /** Drawings for each configuration until it is one that was not drawn before. */
  private static final int TRIES = 20;

  /** Share of the progress that calibrating takes. */
  private static final double CALIBRATION_SHARE = 0.3;

  /**
   * What to do.
   *
   * @param drawn how many different configurations are predicted and measured
   * @param runs of each of them, of which the middle one counts
   * @param seed of the drawing
   * @param calibrationSeconds after which no further configuration of the plan is begun; the
   *     uniform ones are always measured
   */
  public record Task(int drawn, int runs, long seed, double calibrationSeconds) {}

  /**
   * One configuration.
   *
   * @param predicted before any configuration of the drawing was measured
   * @param measured the middle run, in milliseconds
   */
  public record Sample(SubGenerator subGenerator, Prediction predicted, double measured) {
    /** Relative error of the prediction. */
    public double error() {
      return Math.abs(predicted.p50() - measured) / measured;
    }
  }

  /**
   * What was seen.
   *
   * @param calibrated configurations that were measured for the calibration
   * @param calibrationSeconds what that took
   * @param drift how many times as long as at first a configuration of the calibration took at the
   *     end; far from 1 on a machine that was disturbed, where errors tell nothing
   * @param samples in the order of the drawing
   */
  public record Result(
      int calibrated, double calibrationSeconds, double drift, List<Sample> samples) {
    /** The middle relative error. */
    public double medianError() {
      return percentile(Sample::error, 50);
    }

    /** The relative error that one prediction in twenty exceeds. */
    public double p95Error() {
      return percentile(Sample::error, 95);
    }

    /** Share of the measured times that lie between the 10th and 90th percentile predicted. */
    public double withinPercentiles() {
      return samples.stream()
              .filter(
                  sample ->
                      sample.measured() >= sample.predicted().p10()
                          && sample.measured() <= sample.predicted().p90())
              .count()
          / (double) samples.size();
    }

    private double percentile(ToDoubleFunction<Sample> value, double percent) {
      double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
      return sorted[Math.max(0, (int) Math.ceil(percent / 100 * sorted.length) - 1)];
    }
  }

  private LatencyBench() {}

  /**
   * Measures. The model forgets what it knew.
   *
   * @param progress hears the share that is done
   */
  public static Result run(StudioEngine engine, Task task, DoubleConsumer progress)
      throws IOException, InterruptedException {
    ChannelTable table = engine.description().channels();
    LatencyModel model = engine.generator().latency();
    model.restore(LatencySnapshot.EMPTY);
    try (FreshRenders renders = new FreshRenders(engine.generator())) {
      long start = System.nanoTime();
      int calibrated =
          calibrate(
              table,
              renders,
              task.calibrationSeconds(),
              share -> progress.accept(CALIBRATION_SHARE * share));
      double seconds = (System.nanoTime() - start) / 1e9;
      List<SubGenerator> drawn = draw(table, task);
      List<Prediction> predictions = drawn.stream().map(one -> model.predict(one, 0)).toList();
      List<SubGenerator> uniform = CalibrationPlan.uniform(table);
      SubGenerator control = uniform.get(uniform.size() - 1);
      double before = model.milliseconds(control);
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < drawn.size(); i++) {
        double measured = measure(renders, drawn.get(i), task.runs());
        samples.add(new Sample(drawn.get(i), predictions.get(i), measured));
        double share = (i + 1.0) / drawn.size();
        progress.accept(CALIBRATION_SHARE + (1 - CALIBRATION_SHARE) * share);
      }
      double drift = measure(renders, control, task.runs()) / before;
      return new Result(calibrated, seconds, drift, samples);
    }
  }

  private static int calibrate(
      ChannelTable table, FreshRenders renders, double seconds, DoubleConsumer progress)
      throws IOException, InterruptedException {
    List<SubGenerator> plan = CalibrationPlan.thorough(table, MIXED);
    int uniform = CalibrationPlan.uniform(table).size();
    long start = System.nanoTime();
    int done = 0;
    for (SubGenerator planned : plan) {
      if (done >= uniform && (System.nanoTime() - start) / 1e9 > seconds) {
        break;
      }
      // The first run of a session does not count.
      for (int run = 0; run <= CALIBRATION_RUNS; run++) {
        renders.render(planned);
      }
      done++;
      progress.accept((double) done / plan.size());
    }
    return done;
  }

  private static List<SubGenerator> draw(ChannelTable table, Task task) {
    Random random = new Random(task.seed());
    FlexibleWidths widths = new FlexibleWidths(table);
    List<Integer> resolutions = table.highestResolutions();
    Set<SubGenerator> drawn = new LinkedHashSet<>();
    // A small model has fewer configurations than were asked for.
    for (int i = 0; i < TRIES * task.drawn() && drawn.size() < task.drawn(); i++) {
      drawn.add(widths.draw(resolutions.get(random.nextInt(resolutions.size())), random));
    }
    return List.copyOf(drawn);
  }

  private static double measure(FreshRenders renders, SubGenerator subGenerator, int runs)
      throws IOException, InterruptedException {
    double[] times = new double[runs];
    for (int run = -WARM_UPS; run < runs; run++) {
      double time = renders.render(subGenerator).milliseconds();
      if (run >= 0) {
        times[run] = time;
      }
    }
    Arrays.sort(times);
    return times[runs / 2];
  }
}
