package studio.anycost.app.preview;

import java.util.List;
import java.util.Random;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.latency.KernelLayout;
import studio.anycost.models.latency.LatencyModel;
import studio.anycost.models.latency.StageShape;

/**
 * A made-up machine with noise, stragglers and other programs, whose stage times a real model
 * learns on a clock that moves as renders take time.
 */
final class SimulatedMachine {
  private final Random random;
  private final double macsPerMs;
  private final double noise;
  private double load = 1;
  private long nanos;
  private final LatencyModel model =
      new LatencyModel(new KernelLayout("simulated", 16), 2, () -> nanos);

  /**
   * @param noise relative standard deviation of times
   */
  SimulatedMachine(Random random, double macsPerMs, double noise) {
    this.random = random;
    this.macsPerMs = macsPerMs;
    this.noise = noise;
  }

  LatencyModel model() {
    return model;
  }

  /** Everything takes so many times as long from now on. */
  void setLoad(double factor) {
    load = factor;
  }

  /** What a render takes at this load, without noise. */
  double typical(SubGenerator subGenerator, int reusedStages) {
    List<StageShape> stages = StageShape.of(subGenerator);
    double sum = picture(subGenerator.resolution());
    for (int i = reusedStages; i < stages.size(); i++) {
      sum += stage(stages.get(i));
    }
    return load * sum;
  }

  /** Renders; the model hears of it. */
  double render(SubGenerator subGenerator, int reusedStages) {
    // What disturbs a render disturbs all of its stages, and each by itself a little.
    double disturbance =
        load * Math.exp(noise * random.nextGaussian()) * (random.nextInt(40) == 0 ? 2.5 : 1);
    List<StageShape> stages = StageShape.of(subGenerator);
    double sum = disturbance * picture(subGenerator.resolution());
    model.recordPicture(subGenerator.resolution(), sum);
    for (int i = reusedStages; i < stages.size(); i++) {
      double time = disturbance * stage(stages.get(i)) * Math.exp(0.03 * random.nextGaussian());
      model.recordStage(stages.get(i), time);
      sum += time;
    }
    nanos += (long) (sum * 1e6);
    return sum;
  }

  private static double picture(int resolution) {
    return 0.1 + 2e-6 * resolution * resolution;
  }

  private double stage(StageShape shape) {
    List<Integer> widths = shape.widths();
    double pixels = (double) shape.resolution() * shape.resolution();
    int last = widths.size() - 1;
    double macs = 9.0 * widths.get(last - 1) * widths.get(last) * pixels;
    if (widths.size() == 3) {
      macs += 9.0 * widths.get(0) * widths.get(1) * pixels / 4;
    }
    return 0.1 + macs / macsPerMs + 3e-7 * widths.get(last) * pixels;
  }
}
