package studio.anycost.api.model;

/**
 * How a boundary did on faces that it was not learnt from.
 *
 * @param accuracy share of the faces that lie on the right side of it, 0..1; 0.5 is chance
 * @param faces how many were looked at, at least 1
 */
public record Validation(double accuracy, int faces) {
  /** So many standard errors: that the truth is below {@link #vouched} is one in twenty. */
  private static final double Z = 1.645;

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
   * The accuracy that so many faces vouch for, 0..1: less than what they showed, and the closer to
   * it the more they are. The lower end of Wilson's interval ("Probable inference, the law of
   * succession, and statistical inference", 1927), which holds with 95 %.
   */
  public double vouched() {
    double square = Z * Z / faces;
    double centre = accuracy + square / 2;
    double error = Z * Math.sqrt(accuracy * (1 - accuracy) / faces + square / faces / 4);
    return Math.max(0, (centre - error) / (1 + square));
  }
}
