package studio.anycost.api.model;

/**
 * How a boundary did on faces that it was not learnt from.
 *
 * @param accuracy share of the faces that lie on the right side of it, 0..1; 0.5 is chance
 * @param faces how many were looked at, at least 1
 */
public record Validation(double accuracy, int faces) {
  /** One standard error: what is below {@link #vouched} has a chance of one in six. */
  private static final double Z = 1;

  public Validation {
    if (!(accuracy >= 0 && accuracy <= 1)) {
      throw new IllegalArgumentException("An accuracy lies in 0..1, not at " + accuracy + ".");
    }
    if (faces < 1) {
      throw new IllegalArgumentException("A boundary is judged on at least one face.");
    }
  }

  /** How many faces lie on the right side. */
  public int right() {
    return (int) Math.round(accuracy * faces);
  }

  /**
   * The accuracy that so many faces vouch for, 0..1: less than what they showed, and the less so
   * the more they are. The lower end of Wilson's interval ("Probable inference, the law of
   * succession, and statistical inference", 1927) at one standard error.
   */
  public double vouched() {
    double square = Z * Z / faces;
    double centre = accuracy + square / 2;
    double error = Z * Math.sqrt(accuracy * (1 - accuracy) / faces + square / faces / 4);
    return Math.max(0, (centre - error) / (1 + square));
  }
}
