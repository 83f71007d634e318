package studio.anycost.app.training;

import java.util.Arrays;

/** Collects points; where they become many, neighbours become one point with their means. */
final class GrowingCurve {
  static final int MOST = 1024;

  private double[] steps = new double[64];
  private double[] values = new double[64];
  private int count;
  // How many points of the file are one point here, and how many of the next are there already.
  private int together = 1;
  private int waiting;
  private double step;
  private double value;

  void add(double newStep, double newValue) {
    step += newStep;
    value += newValue;
    waiting++;
    if (waiting == together) {
      double meanStep = step / together;
      double meanValue = value / together;
      step = 0;
      value = 0;
      waiting = 0;
      put(meanStep, meanValue);
    }
  }

  private void put(double newStep, double newValue) {
    if (count == MOST) {
      for (int i = 0; i < MOST / 2; i++) {
        steps[i] = (steps[2 * i] + steps[2 * i + 1]) / 2;
        values[i] = (values[2 * i] + values[2 * i + 1]) / 2;
      }
      count = MOST / 2;
      together *= 2;
      // What came in is half of the next one.
      step = newStep * together / 2;
      value = newValue * together / 2;
      waiting = together / 2;
      return;
    }
    if (count == steps.length) {
      steps = Arrays.copyOf(steps, Math.min(MOST, 2 * count));
      values = Arrays.copyOf(values, steps.length);
    }
    steps[count] = newStep;
    values[count++] = newValue;
  }

  /** The curve so far, with the newest point as it is. */
  RunCurve curve(String name) {
    int open = waiting > 0 ? 1 : 0;
    double[] allSteps = Arrays.copyOf(steps, count + open);
    double[] allValues = Arrays.copyOf(values, count + open);
    if (open > 0) {
      allSteps[count] = step / waiting;
      allValues[count] = value / waiting;
    }
    return new RunCurve(name, allSteps, allValues);
  }
}
