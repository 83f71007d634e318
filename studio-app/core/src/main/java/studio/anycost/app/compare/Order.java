package studio.anycost.app.compare;

import java.util.Comparator;

/** What variants are sorted by. */
public enum Order {
  /** As they were named. */
  NAMED((one, other) -> 0),
  /** The nearest to the full picture first. */
  DISTANCE(Comparator.comparingDouble(Compared::distance)),
  /** The quickest first. */
  MS(Comparator.comparingDouble(Compared::milliseconds)),
  /** The least work first. */
  GMACS(Comparator.comparingLong(compared -> compared.macs().literature()));

  private final Comparator<Compared> comparator;

  Order(Comparator<Compared> comparator) {
    this.comparator = comparator;
  }

  /** Keeps the order of those that are equal, if the sort is stable. */
  public Comparator<Compared> comparator() {
    return comparator;
  }
}
