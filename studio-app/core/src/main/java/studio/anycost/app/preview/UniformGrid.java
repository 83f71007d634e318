package studio.anycost.app.preview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;

/**
 * The uniform sub-generators that a person compares: the trained ratios at the highest resolutions.
 * Immutable.
 */
public final class UniformGrid {
  /**
   * One of them.
   *
   * @param row index of the ratio in {@link #ratios}
   * @param column index of the resolution in {@link #resolutions}
   */
  public record Place(
      int row, int column, SubGenerator subGenerator, double ratio, MacCount macs) {}

  private final ChannelTable channels;
  private final List<Integer> resolutions;
  private final List<Place> places;

  /**
   * @param styleDimension length of one style, for counting the work
   */
  public UniformGrid(ChannelTable channels, int styleDimension) {
    this.channels = channels;
    this.resolutions = List.copyOf(channels.highestResolutions());
    List<Place> all = new ArrayList<>();
    for (int row = 0; row < ratios().size(); row++) {
      for (int column = 0; column < resolutions.size(); column++) {
        double ratio = ratios().get(row);
        SubGenerator subGenerator = channels.subGenerator(ratio, resolutions.get(column));
        all.add(
            new Place(row, column, subGenerator, ratio, MacCount.of(subGenerator, styleDimension)));
      }
    }
    this.places = List.copyOf(all);
  }

  /** The ratios, ascending: the rows. */
  public List<Double> ratios() {
    return ChannelTable.RATIOS;
  }

  /** The resolutions, ascending: the columns. */
  public List<Integer> resolutions() {
    return resolutions;
  }

  /** All places, row by row. */
  public List<Place> places() {
    return places;
  }

  /** All places from the least work to the most. */
  public List<Place> cheapestFirst() {
    return places.stream()
        .sorted(Comparator.comparingLong(place -> place.macs().performed()))
        .toList();
  }

  /** The ratio of a sub-generator, if it is uniform. */
  public OptionalDouble ratioOf(SubGenerator subGenerator) {
    // From the highest: under a cap on the width several ratios can mean the same channels.
    for (int i = ratios().size() - 1; i >= 0; i--) {
      double ratio = ratios().get(i);
      if (channels.subGenerator(ratio, subGenerator.resolution()).equals(subGenerator)) {
        return OptionalDouble.of(ratio);
      }
    }
    return OptionalDouble.empty();
  }
}
