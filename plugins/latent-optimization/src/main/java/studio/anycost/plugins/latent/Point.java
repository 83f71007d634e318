package studio.anycost.plugins.latent;

/**
 * A function at a place. The arrays belong to the point: nobody changes them.
 *
 * @param gradient of the length of {@code x}
 */
record Point(double[] x, double value, double[] gradient) {
  /** Whether it is of any use: functions may overflow far from where they are meant. */
  boolean isFinite() {
    return Double.isFinite(value) && Double.isFinite(Vectors.norm(gradient));
  }
}
