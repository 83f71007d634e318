package studio.anycost.evaluation.statistics;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Mean and covariance of vectors that come one by one, in double precision.
 *
 * <p>Vectors are gathered in blocks of {@value #BLOCK}, in the order in which they come. A block is
 * centred by its own mean, and joined with what there is by the update of Chan, Golub and LeVeque
 * (1983), which is also how two of these are merged: numbers of one size are added to numbers of
 * one size, and nothing cancels, however far the mean is from zero.
 *
 * <p>Vectors of another one that it has not centred yet are taken as if they came one by one.
 *
 * <p>The same vectors in the same order and the same merges give the same bits. Other parts, merged
 * in the order of the samples, give the same to rounding. Not thread-safe: one for each thread.
 */
public final class Moments implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BLOCK = 64;

  /** A covariance of so many is 800 MB; features have 2048. */
  private static final int MOST = 10_000;

  private final int dimension;
  private final double[] mean;

  /**
   * Sum of the products of deviations from the mean; the lower triangle, row by row. Empty as long
   * as there is only a block.
   */
  private double[] scatter = {};

  private final double[][] block = new double[BLOCK][];
  private int inBlock;
  private long count;

  /**
   * @param dimension of the vectors, at least 1
   * @throws IllegalArgumentException if a covariance of so many values is too large
   */
  public Moments(int dimension) {
    if (dimension < 1 || dimension > MOST) {
      throw new IllegalArgumentException(
          "Features have 1 to " + MOST + " values, not " + dimension + ": choose another output.");
    }
    this.dimension = dimension;
    this.mean = new double[dimension];
  }

  /** Length of the vectors. */
  public int dimension() {
    return dimension;
  }

  /** How many there are. */
  public long count() {
    return count + inBlock;
  }

  /** Takes a vector. */
  public void add(float[] vector) {
    requireDimension(vector.length);
    double[] values = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = vector[i];
    }
    add(values);
  }

  private void add(double[] values) {
    block[inBlock++] = values;
    if (inBlock == BLOCK) {
      flush();
    }
  }

  /** Takes all that another one took, after its own. The other stays as it is. */
  public void merge(Moments other) {
    requireDimension(other.dimension);
    if (other.count > 0) {
      flush();
      makeRoom();
      join(other.count, other.mean);
      for (int i = 0; i < scatter.length; i++) {
        scatter[i] += other.scatter[i];
      }
    }
    for (int i = 0; i < other.inBlock; i++) {
      add(other.block[i].clone());
    }
  }

  private void requireDimension(int given) {
    if (given != dimension) {
      throw new IllegalArgumentException(
          "Features of " + given + " values do not belong to features of " + dimension + ".");
    }
  }

  private void flush() {
    if (inBlock == 0) {
      return;
    }
    makeRoom();
    double[] own = new double[dimension];
    for (int sample = 0; sample < inBlock; sample++) {
      addTo(own, block[sample], 1.0 / inBlock);
    }
    for (int sample = 0; sample < inBlock; sample++) {
      addTo(block[sample], own, -1);
    }
    int row = 0;
    for (int i = 0; i < dimension; i++) {
      for (int sample = 0; sample < inBlock; sample++) {
        addRow(row, i, block[sample]);
      }
      row += i + 1;
    }
    join(inBlock, own);
    Arrays.fill(block, null);
    inBlock = 0;
  }

  private void makeRoom() {
    if (scatter.length == 0) {
      scatter = new double[dimension * (dimension + 1) / 2];
    }
  }

  /** Moves the mean, and adds what lies between the two means to the scatter. */
  private void join(long others, double[] otherMean) {
    double[] between = otherMean.clone();
    addTo(between, mean, -1);
    long all = count + others;
    addTo(mean, between, others / (double) all);
    double weight = Math.sqrt(count * (double) others / all);
    for (int i = 0; i < dimension; i++) {
      between[i] *= weight;
    }
    int row = 0;
    for (int i = 0; i < dimension; i++) {
      addRow(row, i, between);
      row += i + 1;
    }
    count = all;
  }

  private void addRow(int row, int i, double[] deviation) {
    double factor = deviation[i];
    for (int j = 0; j <= i; j++) {
      scatter[row + j] += factor * deviation[j];
    }
  }

  private static void addTo(double[] sum, double[] values, double factor) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * values[i];
    }
  }

  /**
   * The normal distribution with these moments; the covariance has {@code n - 1} below the line, as
   * {@code numpy.cov} has it.
   *
   * @throws IllegalStateException if there are fewer than two vectors
   */
  public Gaussian gaussian() {
    flush();
    if (count < 2) {
      throw new IllegalStateException("A covariance needs two samples at least.");
    }
    double[] covariance = new double[dimension * dimension];
    int next = 0;
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        double value = scatter[next++] / (count - 1);
        covariance[i * dimension + j] = value;
        covariance[j * dimension + i] = value;
      }
    }
    return new Gaussian(mean.clone(), covariance);
  }
}
