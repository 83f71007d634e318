package studio.anycost.app.cli;

import java.util.Optional;

/**
 * A number that stays or moves, written {@code 0.5} or {@code -1..1}.
 *
 * @param from at the beginning
 * @param to at the end
 */
record MovingValue(double from, double to) {
  private static final String RANGE = "..";

  /** Whether it moves at all. */
  boolean moves() {
    return from != to;
  }

  /**
   * Its value on the way.
   *
   * @param share 0 at the beginning, 1 at the end
   */
  double at(double share) {
    return share == 1 ? to : from + share * (to - from);
  }

  /** What a text means; empty if it is neither a number nor a range. */
  static Optional<MovingValue> parse(String text) {
    Optional<Double> single = number(text);
    if (single.isPresent()) {
      return single.map(value -> new MovingValue(value, value));
    }
    // Every place is tried, for 0...5 and -1..-.5 hold more than two dots.
    for (int at = text.indexOf(RANGE); at >= 0; at = text.indexOf(RANGE, at + 1)) {
      Optional<Double> from = number(text.substring(0, at));
      Optional<Double> to = number(text.substring(at + RANGE.length()));
      if (from.isPresent() && to.isPresent()) {
        return Optional.of(new MovingValue(from.get(), to.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Double> number(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
