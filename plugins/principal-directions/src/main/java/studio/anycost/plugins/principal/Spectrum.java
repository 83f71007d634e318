package studio.anycost.plugins.principal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** The eigenvectors of a symmetric matrix of squares. */
final class Spectrum {
  private final int dimension;
  private final double[] matrix;

  Spectrum(int dimension) {
    this.dimension = dimension;
    this.matrix = new double[dimension * dimension];
  }

  /** Adds {@code row row^T}. */
  void add(float[] row) {
    for (int i = 0; i < dimension; i++) {
      double value = row[i];
      int at = i * dimension;
      for (int j = 0; j <= i; j++) {
        matrix[at + j] += value * row[j];
      }
    }
  }

  /**
   * An eigenvector.
   *
   * @param vector of length 1, its largest value positive, so that the same matrix gives the same
   *     one
   * @param value not negative, but for rounding
   */
  record Component(double[] vector, double value) {}

  /** All eigenvectors, the largest value first. */
  List<Component> components() {
    DMatrixRMaj full = new DMatrixRMaj(dimension, dimension);
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        full.set(i, j, matrix[i * dimension + j]);
        full.set(j, i, matrix[i * dimension + j]);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> solver =
        DecompositionFactory_DDRM.eig(dimension, true, true);
    if (!solver.decompose(full)) {
      throw new IllegalStateException("A symmetric matrix has eigenvectors.");
    }
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < dimension; i++) {
      components.add(
          new Component(
              oriented(solver.getEigenVector(i).getData()), solver.getEigenvalue(i).getReal()));
    }
    components.sort(Comparator.comparingDouble(Component::value).reversed());
    return components;
  }

  private double[] oriented(double[] vector) {
    double[] result = new double[dimension];
    double largest = 0;
    double length = 0;
    for (int i = 0; i < dimension; i++) {
      largest = Math.abs(vector[i]) > Math.abs(largest) ? vector[i] : largest;
      length += vector[i] * vector[i];
    }
    double factor = Math.signum(largest) / Math.sqrt(length);
    for (int i = 0; i < dimension; i++) {
      result[i] = vector[i] * factor;
    }
    return result;
  }
}
