package studio.anycost.plugins.latent;

import studio.anycost.api.model.StyleCode;

/**
 * Which codes are looked at: those whose first styles are one and the same. The variables are that
 * style and then the others, or all of them if none is shared.
 *
 * @param count styles of a code
 * @param dimension length of a style
 * @param shared how many styles are one: 0 or 1 for w+, all for w
 */
record StyleSpace(int count, int dimension, int shared) {
  StyleSpace {
    shared = Math.max(1, shared);
    if (shared > count) {
      throw new IllegalArgumentException("Of " + count + " styles, " + shared + " cannot be one.");
    }
  }

  /** Number of variables. */
  int size() {
    return (count - shared + 1) * dimension;
  }

  /** The nearest code of the space: the shared style is the mean of those that it stands for. */
  double[] variables(StyleCode code) {
    double[] x = gradient(code);
    for (int i = 0; i < dimension; i++) {
      x[i] /= shared;
    }
    return x;
  }

  StyleCode code(double[] x) {
    float[] data = new float[count * dimension];
    for (int style = 0; style < count; style++) {
      for (int i = 0; i < dimension; i++) {
        data[style * dimension + i] = (float) x[row(style) * dimension + i];
      }
    }
    return StyleCode.of(count, dimension, data);
  }

  /** The gradient with respect to the variables: that of a shared style is the sum. */
  double[] gradient(StyleCode ofCode) {
    double[] result = new double[size()];
    for (int style = 0; style < count; style++) {
      for (int i = 0; i < dimension; i++) {
        result[row(style) * dimension + i] += ofCode.get(style, i);
      }
    }
    return result;
  }

  private int row(int style) {
    return Math.max(0, style - shared + 1);
  }
}
