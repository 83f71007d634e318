package studio.anycost.plugins.latent;

import java.io.IOException;
import java.util.Optional;

/**
 * A line search for the strong Wolfe conditions (Nocedal and Wright, "Numerical Optimization",
 * algorithms 3.5 and 3.6, cubic interpolation of equation 3.59): lower, and flatter along the line.
 */
final class StrongWolfe {
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final double MOST_GROWTH = 10;
  private static final double NEAREST = 0.1;

  private final Smooth function;
  private final Point from;
  private final double[] direction;
  private final double slope;
  private int evaluationsLeft;
  private Optional<Point> lowest = Optional.empty();

  /** A place on the line. */
  private record Trial(double step, Point point, double slope) {
    double value() {
      return point.value();
    }
  }

  /**
   * @param from where the line begins
   * @param direction downhill
   * @param evaluations that may be spent
   */
  StrongWolfe(Smooth function, Point from, double[] direction, int evaluations) {
    this.function = function;
    this.from = from;
    this.direction = direction;
    this.slope = Vectors.dot(from.gradient(), direction);
    this.evaluationsLeft = evaluations;
  }

  /**
   * Looks along the line.
   *
   * @param first the step to try first, above 0
   * @return a point that is sufficiently lower; one that fulfils both conditions unless the
   *     evaluations were spent before. Empty if there was none.
   */
  Optional<Point> search(double first) throws IOException {
    Trial before = new Trial(0, from, slope);
    double step = first;
    while (evaluationsLeft > 0) {
      Trial trial = evaluate(step);
      if (!isLower(trial) || (before.step() > 0 && trial.value() >= before.value())) {
        return between(before, trial);
      }
      if (isFlat(trial)) {
        return Optional.of(trial.point());
      }
      if (trial.slope() >= 0) {
        return between(trial, before);
      }
      double farther = beyond(before, trial);
      before = trial;
      step = farther;
    }
    return lowest;
  }

  /**
   * @param low the lower end, which is sufficiently lower than where the line begins
   * @param high the other end of an interval that holds what is looked for
   */
  private Optional<Point> between(Trial low, Trial high) throws IOException {
    while (evaluationsLeft > 0) {
      double step = inside(low, high);
      if (step == low.step() || step == high.step()) {
        return lowest; // nothing lies between two numbers next to each other
      }
      Trial trial = evaluate(step);
      if (!isLower(trial) || trial.value() >= low.value()) {
        high = trial;
      } else {
        if (isFlat(trial)) {
          return Optional.of(trial.point());
        }
        if (trial.slope() * (high.step() - low.step()) >= 0) {
          high = low;
        }
        low = trial;
      }
    }
    return lowest;
  }

  private Trial evaluate(double step) throws IOException {
    evaluationsLeft--;
    Point point = function.at(Vectors.plus(from.x(), step, direction));
    Trial trial = new Trial(step, point, Vectors.dot(point.gradient(), direction));
    if (isLower(trial) && lowest.filter(least -> least.value() <= point.value()).isEmpty()) {
      lowest = Optional.of(point);
    }
    return trial;
  }

  private boolean isLower(Trial trial) {
    return trial.point().isFinite()
        && trial.value() <= from.value() + SUFFICIENT_DECREASE * trial.step() * slope;
  }

  private boolean isFlat(Trial trial) {
    return Math.abs(trial.slope()) <= -CURVATURE * slope;
  }

  /** Where to look after two trials that both go down, farther than the second. */
  private static double beyond(Trial a, Trial b) {
    double guess = cubicMinimum(a, b);
    double nearest = b.step() + NEAREST * (b.step() - a.step());
    double farthest = MOST_GROWTH * b.step();
    return guess >= nearest ? Math.min(guess, farthest) : farthest;
  }

  private static double inside(Trial a, Trial b) {
    double width = b.step() - a.step();
    if (!b.point().isFinite()) {
      return a.step() + NEAREST * width;
    }
    double share = (cubicMinimum(a, b) - a.step()) / width;
    double kept = share >= 0 && share <= 1 ? Math.max(NEAREST, Math.min(1 - NEAREST, share)) : 0.5;
    return a.step() + kept * width;
  }

  /** Of the cubic through values and slopes of two trials; not a number if it has none. */
  private static double cubicMinimum(Trial a, Trial b) {
    double width = b.step() - a.step();
    double d1 = a.slope() + b.slope() - 3 * (b.value() - a.value()) / width;
    double d2 = Math.signum(width) * Math.sqrt(d1 * d1 - a.slope() * b.slope());
    return b.step() - width * (b.slope() + d2 - d1) / (b.slope() - a.slope() + 2 * d2);
  }
}
