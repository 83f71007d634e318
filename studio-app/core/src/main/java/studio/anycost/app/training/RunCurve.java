package studio.anycost.app.training;

import java.util.Arrays;

/** One figure of a run over its steps, thinned out where there are many. Immutable. */
public final class RunCurve {
  private final String name;
  private final double[] steps;
  private final double[] values;

  /**
   * A curve.
   *
   * @param steps ascending
   * @param values as many, finite
   */
  RunCurve(String name, double[] steps, double[] values) {
    this.name = name;
    this.steps = steps;
    this.values = values;
  }

  /** What it is of, for people. */
  public String name() {
    return name;
  }

  /** How many points it has. */
  public int count() {
    return steps.length;
  }

  /** The step of a point; of several that were put together, their mean. */
  public double step(int point) {
    return steps[point];
  }

  /** The value of a point. */
  public double value(int point) {
    return values[point];
  }

  /** The smallest value; there is a point at least. */
  public double least() {
    return Arrays.stream(values).min().orElseThrow();
  }

  /** The largest value; there is a point at least. */
  public double most() {
    return Arrays.stream(values).max().orElseThrow();
  }

  /** The newest value; there is a point at least. */
  public double last() {
    return values[values.length - 1];
  }
}
