package studio.anycost.api.model;

import java.util.Arrays;

/**
 * A linear attribute boundary in w (InterFaceGAN): moving a style along the normal changes the
 * attribute.
 */
public final class Boundary {
  private final String name;
  private final float[] normal;
  private final double standardDeviation;

  /**
   * @param name the attribute's name as the bundle has it, for instance {@code 31_Smiling}
   * @param normal unit normal, length = style dimension; copied
   * @param standardDeviation of {@code w . normal} over mapped samples, in units of w, above 0
   */
  public Boundary(String name, float[] normal, double standardDeviation) {
    if (!(standardDeviation > 0) || !Double.isFinite(standardDeviation)) {
      throw new IllegalArgumentException(
          "The boundary '" + name + "' needs a standard deviation above 0.");
    }
    this.name = name;
    this.normal = normal.clone();
    this.standardDeviation = standardDeviation;
  }

  public String name() {
    return name;
  }

  /** A copy of the unit normal. */
  public float[] normal() {
    return normal.clone();
  }

  /** Standard deviation of w along the normal, in units of w. */
  public double standardDeviation() {
    return standardDeviation;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Boundary boundary
        && boundary.name.equals(name)
        && boundary.standardDeviation == standardDeviation
        && Arrays.equals(boundary.normal, normal);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return "Boundary[" + name + "]";
  }
}
