package studio.anycost.api.model;

/**
 * How long a sub-generator takes on this machine, in milliseconds.
 *
 * @param median half of all renders are faster
 * @param low a tenth is faster; at most the median
 * @param high a tenth is slower; at least the median
 */
public record Latency(double median, double low, double high) {
  public Latency {
    if (!(low >= 0 && low <= median && median <= high) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "A latency needs 0 <= low <= median <= high, not "
              + low
              + ", "
              + median
              + ", "
              + high
              + ".");
    }
  }
}
