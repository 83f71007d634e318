package studio.anycost.plugins.latent;

import java.util.Arrays;

/**
 * Pulls the styles of a code towards one: {@code weight * mean((w_s - mean_s(w))^2)}. Codes whose
 * styles are alike lie where the generator was trained, and follow edits better (Tov et al.,
 * "Designing an Encoder for StyleGAN Image Manipulation").
 *
 * @param weight 0 for none
 */
record SharedPull(StyleSpace space, double weight) {
  double value(double[] x) {
    double[] offsets = offsets(x);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += times(i) * offsets[i] * offsets[i];
    }
    return weight * sum / values();
  }

  /** Adds the gradient at {@code x} to one. */
  void addGradient(double[] x, double[] gradient) {
    double[] offsets = offsets(x);
    for (int i = 0; i < x.length; i++) {
      gradient[i] += weight * 2 * times(i) * offsets[i] / values();
    }
  }

  private double[] offsets(double[] x) {
    int dimension = space.dimension();
    double[] mean = new double[dimension];
    for (int i = 0; i < x.length; i++) {
      mean[i % dimension] += times(i) * x[i] / space.count();
    }
    double[] offsets = new double[x.length];
    Arrays.setAll(offsets, i -> x[i] - mean[i % dimension]);
    return offsets;
  }

  /** How many values of the code a variable stands for. */
  private int times(int variable) {
    return variable < space.dimension() ? space.shared() : 1;
  }

  private double values() {
    return (double) space.count() * space.dimension();
  }
}
