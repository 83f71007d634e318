package studio.anycost.models.graph.gradient;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import studio.anycost.models.graph.InvalidGraphException;

/** Matrix products. */
final class MatrixRules {
  private MatrixRules() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("Gemm", MatrixRules::gemm);
    rules.put("MatMul", MatrixRules::matMul);
  }

  private static String gemm(
      Step step, String a, boolean transA, String b, boolean transB, double alpha) {
    return step.add(
        "Gemm",
        List.of(a, b),
        Nodes.integer("transA", transA ? 1 : 0),
        Nodes.integer("transB", transB ? 1 : 0),
        Nodes.number("alpha", alpha));
  }

  /** {@code Y = alpha A' B' + beta C}. */
  private static void gemm(Step step) throws InvalidGraphException {
    boolean transA = step.integer("transA", 0) != 0;
    boolean transB = step.integer("transB", 0) != 0;
    double alpha = step.real("alpha", 1);
    String gradient = step.gradient();
    if (step.needs(0)) {
      step.give(
          0,
          transA
              ? gemm(step, step.input(1), transB, gradient, true, alpha)
              : gemm(step, gradient, false, step.input(1), !transB, alpha));
    }
    if (step.needs(1)) {
      step.give(
          1,
          transB
              ? gemm(step, gradient, true, step.input(0), transA, alpha)
              : gemm(step, step.input(0), !transA, gradient, false, alpha));
    }
    if (step.needs(2)) {
      step.giveBroadcast(2, step.times(gradient, step.real("beta", 1)));
    }
  }

  /** A vector stands for a matrix of one row, or of one column. */
  private static void matMul(Step step) throws InvalidGraphException {
    Shape a = step.inputShape(0);
    Shape b = step.inputShape(1);
    Shape row = a.rank() == 1 ? new Shape(1, a.size(0)) : a;
    Shape column = b.rank() == 1 ? new Shape(b.size(0), 1) : b;
    Shape product = product(row, column);
    String left = a.rank() == 1 ? step.reshape(step.input(0), row) : step.input(0);
    String right = b.rank() == 1 ? step.reshape(step.input(1), column) : step.input(1);
    String gradient =
        product.equals(step.outputShape())
            ? step.gradient()
            : step.reshape(step.gradient(), product);
    if (step.needs(0)) {
      String full = step.add("MatMul", gradient, transposed(step, right, column));
      Shape shape = product.with(product.rank() - 1, row.size(row.rank() - 1));
      give(step, 0, full, shape, row, a);
    }
    if (step.needs(1)) {
      String full = step.add("MatMul", transposed(step, left, row), gradient);
      Shape shape = product.with(product.rank() - 2, column.size(column.rank() - 2));
      give(step, 1, full, shape, column, b);
    }
  }

  private static void give(Step step, int input, String full, Shape shape, Shape matrix, Shape as) {
    String reduced = step.reduced(full, shape, matrix);
    step.give(input, matrix.equals(as) ? reduced : step.reshape(reduced, as));
  }

  private static Shape product(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    long[] sizes = new long[rank];
    for (int i = 3; i <= rank; i++) {
      long left = i <= a.rank() ? a.size(a.rank() - i) : 1;
      long right = i <= b.rank() ? b.size(b.rank() - i) : 1;
      sizes[rank - i] = Math.max(left, right);
    }
    sizes[rank - 2] = a.size(a.rank() - 2);
    sizes[rank - 1] = b.size(b.rank() - 1);
    return new Shape(sizes);
  }

  private static String transposed(Step step, String matrix, Shape shape) {
    long[] permutation = LongStream.range(0, shape.rank()).toArray();
    permutation[shape.rank() - 1] = shape.rank() - 2;
    permutation[shape.rank() - 2] = shape.rank() - 1;
    return step.transpose(matrix, permutation);
  }
}
