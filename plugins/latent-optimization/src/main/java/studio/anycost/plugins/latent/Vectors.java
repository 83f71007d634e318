package studio.anycost.plugins.latent;

/** Sums over arrays of one length. */
final class Vectors {
  private Vectors() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Euclidean length. */
  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  /** {@code x + factor * direction}, a new array. */
  static double[] plus(double[] x, double factor, double[] direction) {
    double[] result = x.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += factor * direction[i];
    }
    return result;
  }

  /** {@code a - b}, a new array. */
  static double[] difference(double[] a, double[] b) {
    return plus(a, -1, b);
  }
}
