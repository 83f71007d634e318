package studio.anycost.evaluation.statistics;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * A normal distribution. Immutable.
 *
 * @see #frechetDistance
 */
public final class Gaussian {
  private final double[] mean;
  private final DMatrixRMaj covariance;

  /**
   * Takes ownership of the arrays.
   *
   * @param mean {@code [d]}
   * @param covariance {@code [d, d]}, row by row, symmetric
   */
  public Gaussian(double[] mean, double[] covariance) {
    int dimension = mean.length;
    if (covariance.length != (long) dimension * dimension) {
      throw new IllegalArgumentException(
          "A covariance of " + dimension + " dimensions has their square of values.");
    }
    this.mean = mean;
    this.covariance = DMatrixRMaj.wrap(dimension, dimension, covariance);
  }

  /** The mean; a copy. */
  public double[] mean() {
    return mean.clone();
  }

  /** The covariance, row by row; a copy. */
  public double[] covariance() {
    return covariance.data.clone();
  }

  /**
   * The squared Frechet distance (Dowson and Landau, 1982): {@code |m1 - m2|^2 + tr(C1 + C2 - 2 (C1
   * C2)^(1/2))}; of the features of pictures it is the FID (Heusel et al., 2017).
   *
   * <p>{@code C1 C2} is not symmetric, but has the eigenvalues of {@code S C2 S} with the symmetric
   * {@code S = C1^(1/2)}, which is. So no complex numbers come up where covariances are singular,
   * as they are of fewer samples than dimensions; eigenvalues that rounding made negative are 0.
   * Some seconds for a thousand dimensions.
   *
   * @return not below 0
   * @throws IllegalArgumentException if the dimensions differ
   */
  public double frechetDistance(Gaussian other) {
    if (other.mean.length != mean.length) {
      throw new IllegalArgumentException("Distributions of different dimensions are not compared.");
    }
    double squares = 0;
    for (int i = 0; i < mean.length; i++) {
      double difference = mean[i] - other.mean[i];
      squares += difference * difference;
    }
    DMatrixRMaj root = root(covariance);
    DMatrixRMaj product = product(product(root, other.covariance), root);
    CommonOps_DDRM.symmLowerToFull(product);
    double roots = 0;
    for (double value : eigenvalues(decomposed(product, false))) {
      roots += Math.sqrt(Math.max(0, value));
    }
    double traces = CommonOps_DDRM.trace(covariance) + CommonOps_DDRM.trace(other.covariance);
    return Math.max(0, squares + traces - 2 * roots);
  }

  /** {@code V sqrt(D) V^T}. */
  private static DMatrixRMaj root(DMatrixRMaj matrix) {
    EigenDecomposition_F64<DMatrixRMaj> parts = decomposed(matrix.copy(), true);
    double[] values = eigenvalues(parts);
    int size = values.length;
    DMatrixRMaj vectors = new DMatrixRMaj(size, size);
    DMatrixRMaj scaled = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      double scale = Math.sqrt(Math.max(0, values[i]));
      double[] vector = parts.getEigenVector(i).data;
      for (int j = 0; j < size; j++) {
        vectors.data[i * size + j] = vector[j];
        scaled.data[j * size + i] = scale * vector[j];
      }
    }
    return product(scaled, vectors);
  }

  private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj result = new DMatrixRMaj(a.numRows, b.numCols);
    CommonOps_DDRM.mult(a, b, result);
    return result;
  }

  private static EigenDecomposition_F64<DMatrixRMaj> decomposed(
      DMatrixRMaj matrix, boolean vectors) {
    EigenDecomposition_F64<DMatrixRMaj> decomposition =
        DecompositionFactory_DDRM.eig(matrix.numRows, vectors, true);
    if (!decomposition.decompose(matrix)) {
      throw new ArithmeticException(
          "The eigenvalues of a covariance could not be found; the features may not be finite.");
    }
    return decomposition;
  }

  private static double[] eigenvalues(EigenDecomposition_F64<DMatrixRMaj> parts) {
    double[] values = new double[parts.getNumberOfEigenvalues()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parts.getEigenvalue(i).getReal();
    }
    return values;
  }
}
