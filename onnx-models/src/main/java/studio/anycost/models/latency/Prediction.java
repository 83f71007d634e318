package studio.anycost.models.latency;

/**
 * A time that is expected, in milliseconds, ascending.
 *
 * @param p10 one time in ten is shorter
 * @param p50 the middle one
 * @param p90 one time in ten is longer
 */
public record Prediction(double p10, double p50, double p90) {
  static final Prediction NOTHING = new Prediction(0, 0, 0);

  /** One after the other. What slows one stage down slows the next, too, so percentiles add up. */
  Prediction plus(Prediction other) {
    return new Prediction(p10 + other.p10, p50 + other.p50, p90 + other.p90);
  }

  /** A time that is exceeded about once in four times. */
  public double cautious() {
    return (p50 + p90) / 2;
  }
}
