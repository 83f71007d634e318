package studio.anycost.plugins.extraction;

/**
 * A plane that parts features.
 *
 * @param normal of length 1; not copied
 * @param offset {@code x . normal + offset} is above 0 on the side that has the attribute
 */
record Plane(double[] normal, double offset) {
  double along(float[] features) {
    double sum = 0;
    for (int i = 0; i < normal.length; i++) {
      sum += normal[i] * features[i];
    }
    return sum;
  }

  boolean has(float[] features) {
    return along(features) + offset > 0;
  }
}
