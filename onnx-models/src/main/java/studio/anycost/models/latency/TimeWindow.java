package studio.anycost.models.latency;

import java.util.ArrayList;
import java.util.List;

/** The last times of one thing. */
final class TimeWindow {
  /** Enough for percentiles, few enough to follow a machine that changes. */
  static final int KEPT = 24;

  private final float[] ring = new float[KEPT];
  private long count;

  void add(double milliseconds) {
    ring[(int) (count % KEPT)] = (float) milliseconds;
    count++;
  }

  int size() {
    return (int) Math.min(count, KEPT);
  }

  double median() {
    return Quantiles.of(values(), 0.5);
  }

  Prediction percentiles() {
    double[] values = values();
    return new Prediction(
        Quantiles.of(values, 0.1), Quantiles.of(values, 0.5), Quantiles.of(values, 0.9));
  }

  /** Makes all kept times longer or shorter. */
  void scale(double factor) {
    for (int i = 0; i < ring.length; i++) {
      ring[i] *= (float) factor;
    }
  }

  /** Oldest first. */
  List<Float> times() {
    List<Float> times = new ArrayList<>();
    for (long i = count - size(); i < count; i++) {
      times.add(ring[(int) (i % KEPT)]);
    }
    return times;
  }

  private double[] values() {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ring[i];
    }
    return values;
  }
}
