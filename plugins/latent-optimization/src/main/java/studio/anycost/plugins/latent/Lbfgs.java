package studio.anycost.plugins.latent;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * L-BFGS (Nocedal and Wright, "Numerical Optimization", algorithms 7.4 and 7.5) with steps of
 * length 1 that a line search shortens or lengthens.
 *
 * <p>The function may be another one at every step, like the ones before. Then the step begins with
 * an evaluation of its own, so that both gradients of a pair are those of one function (Berahas,
 * Nocedal and Takáč, "A Multi-Batch L-BFGS Method for Machine Learning"); pairs that do not curve
 * upwards are left out.
 */
final class Lbfgs implements Descent {
  private static final double LEAST_CURVATURE = 1e-10;

  private final int history;
  private final int evaluations;
  private final double firstLength;
  private final Deque<Pair> pairs = new ArrayDeque<>(); // the newest first
  private Optional<Known> known = Optional.empty();

  /** How the gradient changed over a step. */
  private record Pair(double[] s, double[] y, double curvature) {}

  /** Where the last step ended. */
  private record Known(Smooth function, Point point) {}

  /**
   * @param history how many pairs are remembered
   * @param evaluations that one step may take, at least 2
   * @param firstLength how far to go where nothing is known of the curvature, as a first guess
   */
  Lbfgs(int history, int evaluations, double firstLength) {
    this.history = history;
    this.evaluations = evaluations;
    this.firstLength = firstLength;
  }

  @Override
  public Step step(Smooth function, double[] x) throws IOException {
    boolean isKnown =
        known.filter(last -> last.function() == function && last.point().x() == x).isPresent();
    Point from = isKnown ? known.orElseThrow().point() : function.at(x);
    known = Optional.of(new Known(function, from));
    double length = Vectors.norm(from.gradient());
    if (!from.isFinite() || length == 0) {
      return new Step(x, OptionalDouble.of(from.value()), false);
    }
    double[] direction = direction(from.gradient());
    if (!(Vectors.dot(direction, from.gradient()) < 0)) {
      pairs.clear();
      direction = direction(from.gradient());
    }
    double first = pairs.isEmpty() ? firstLength / length : 1;
    int left = isKnown ? evaluations : evaluations - 1;
    Optional<Point> found = new StrongWolfe(function, from, direction, left).search(first);
    if (found.isEmpty()) {
      // What is remembered led nowhere: the next step begins anew, unless this was a beginning.
      boolean anew = !pairs.isEmpty();
      pairs.clear();
      return new Step(x, OptionalDouble.of(from.value()), anew);
    }
    remember(from, found.get());
    known = Optional.of(new Known(function, found.get()));
    return new Step(found.get().x(), OptionalDouble.of(found.get().value()), true);
  }

  private void remember(Point from, Point to) {
    double[] s = Vectors.difference(to.x(), from.x());
    double[] y = Vectors.difference(to.gradient(), from.gradient());
    double curvature = Vectors.dot(s, y);
    if (curvature > LEAST_CURVATURE * Vectors.norm(s) * Vectors.norm(y)) {
      pairs.addFirst(new Pair(s, y, curvature));
      if (pairs.size() > history) {
        pairs.removeLast();
      }
    }
  }

  private double[] direction(double[] gradient) {
    double[] q = gradient.clone();
    double[] alphas = new double[pairs.size()];
    int i = 0;
    for (Pair pair : pairs) {
      alphas[i] = Vectors.dot(pair.s(), q) / pair.curvature();
      q = Vectors.plus(q, -alphas[i++], pair.y());
    }
    if (!pairs.isEmpty()) {
      Pair newest = pairs.getFirst();
      scale(q, newest.curvature() / Vectors.dot(newest.y(), newest.y()));
    }
    Iterator<Pair> oldestFirst = pairs.descendingIterator();
    while (oldestFirst.hasNext()) {
      Pair pair = oldestFirst.next();
      double beta = Vectors.dot(pair.y(), q) / pair.curvature();
      q = Vectors.plus(q, alphas[--i] - beta, pair.s());
    }
    scale(q, -1);
    return q;
  }

  private static void scale(double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }
}
