package studio.anycost.models.latency;

import java.util.List;
import java.util.Random;
import studio.anycost.api.model.SubGenerator;

/**
 * A made-up machine whose times have what real ones have and no formula of the model: blocks of
 * channels, fewer operations a millisecond for narrow outputs, a cache that large stages leave,
 * noise, stragglers, and other programs.
 */
final class SyntheticMachine {
  private final Random random;
  private final int block;
  private final double noise;
  private double load = 1;

  SyntheticMachine(long seed, int block, double noise) {
    this.random = new Random(seed);
    this.block = block;
    this.noise = noise;
  }

  /** Everything takes so many times as long from now on. */
  void setLoad(double factor) {
    load = factor;
  }

  /** What a stage takes on the calm machine without noise. */
  double trueStage(StageShape shape) {
    List<Integer> widths = shape.widths();
    double pixels = (double) shape.resolution() * shape.resolution();
    double sum = 0.08;
    if (widths.size() == 2) {
      sum += convolution(widths.get(0), widths.get(1), pixels);
    } else {
      sum += 1.15 * convolution(widths.get(0), widths.get(1), pixels / 4);
      sum += convolution(widths.get(1), widths.get(2), pixels);
      sum += passes(widths.get(1), 3 * pixels) + passes(widths.get(2), 2 * pixels);
    }
    return sum;
  }

  private double convolution(int in, int out, double pixels) {
    int a = (in + block - 1) / block;
    int b = (out + block - 1) / block;
    // One block of outputs keeps the units busy only half of the time, four keep them busy.
    double groups = b / 4 + new double[] {0, 0.45, 0.65, 0.85}[b % 4];
    double millions = 9.0 * a * block * 4 * block * groups * pixels / 1e6;
    double weights = 1.0 * in * out / 1e6;
    return millions / 180 + 0.4 * weights;
  }

  private double passes(int width, double pixels) {
    double bytes = 4.0 * width * pixels;
    return bytes / (bytes > 8e6 ? 9e6 : 20e6);
  }

  private double truePicture(int resolution) {
    return 0.15 + 3e-6 * resolution * resolution;
  }

  /** What a whole render takes on the calm machine without noise. */
  double trueRender(SubGenerator subGenerator) {
    return truePicture(subGenerator.resolution())
        + StageShape.of(subGenerator).stream().mapToDouble(this::trueStage).sum();
  }

  /** A run as it is measured. */
  private double measured(double time) {
    double straggler = random.nextInt(40) == 0 ? 2.5 : 1;
    return time * load * straggler * Math.exp(noise * random.nextGaussian());
  }

  /** Renders and lets the model hear of it; returns the measured milliseconds. */
  double render(SubGenerator subGenerator, LatencyModel model) {
    double sum = measured(truePicture(subGenerator.resolution()));
    model.recordPicture(subGenerator.resolution(), sum);
    for (StageShape shape : StageShape.of(subGenerator)) {
      double time = measured(trueStage(shape));
      model.recordStage(shape, time);
      sum += time;
    }
    return sum;
  }
}
