package studio.anycost.app.animation;

/** Points between two others on a sphere around the origin. */
final class Spherical {
  /** Below this sine the plane of the arc is not known from the two points. */
  private static final double FLAT = 1e-6;

  private Spherical() {}

  /**
   * The point on the shorter arc from one point to another. If their lengths differ, its length
   * lies between them in proportion. Between opposite points every arc is as short as the others:
   * one is chosen, always the same.
   *
   * @param from of the same length as {@code to}, at least 2
   * @param share 0 gives {@code from} itself, 1 gives {@code to}
   */
  static float[] between(float[] from, float[] to, double share) {
    if (from.length != to.length || from.length < 2) {
      throw new IllegalArgumentException(
          "There is no arc between latents of " + from.length + " and " + to.length + " values.");
    }
    if (share <= 0) {
      return from.clone();
    }
    if (share >= 1) {
      return to.clone();
    }
    double fromLength = length(from);
    double toLength = length(to);
    if (fromLength == 0 || toLength == 0) {
      return straight(from, to, share);
    }
    double[] start = unit(from, fromLength);
    double[] side = unit(to, toLength);
    double cosine = dot(start, side);
    subtract(side, start, cosine);
    double sine = Math.sqrt(dot(side, side));
    double angle = share * Math.atan2(sine, cosine);
    if (sine >= FLAT) {
      divide(side, sine);
    } else if (cosine > 0) {
      return straight(from, to, share);
    } else {
      side = across(start);
    }
    double length = fromLength + share * (toLength - fromLength);
    float[] result = new float[from.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (length * (Math.cos(angle) * start[i] + Math.sin(angle) * side[i]));
    }
    return result;
  }

  /** A direction at a right angle to another one. */
  private static double[] across(double[] unit) {
    int smallest = 0;
    for (int i = 1; i < unit.length; i++) {
      if (Math.abs(unit[i]) < Math.abs(unit[smallest])) {
        smallest = i;
      }
    }
    double[] result = new double[unit.length];
    result[smallest] = 1;
    subtract(result, unit, unit[smallest]);
    divide(result, Math.sqrt(dot(result, result)));
    return result;
  }

  private static float[] straight(float[] from, float[] to, double share) {
    float[] result = new float[from.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (from[i] + share * (to[i] - from[i]));
    }
    return result;
  }

  private static double length(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private static double[] unit(float[] vector, double length) {
    double[] result = new double[vector.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = vector[i] / length;
    }
    return result;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static void subtract(double[] from, double[] direction, double amount) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= amount * direction[i];
    }
  }

  private static void divide(double[] vector, double divisor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= divisor;
    }
  }
}
