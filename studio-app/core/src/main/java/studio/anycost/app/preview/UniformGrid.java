package studio.anycost.app.preview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.image.Labels;
import studio.anycost.app.words.Texts;
import studio.anycost.models.bundle.Consistency;

/**
 * The uniform sub-generators that a person compares: the four ratios at the highest resolutions,
 * and which of them are like enough to the full generator to stand for it. Immutable.
 */
public final class UniformGrid {
  /**
   * One of them.
   *
   * @param row index of the ratio in {@link #ratios}
   * @param column index of the resolution in {@link #resolutions}
   * @param usable whether its pictures are like enough to the full generator's
   * @param difference from the full generator's pictures, 0 = none, about 1 = as much as another
   *     face; empty if it was never measured
   */
  public record Place(
      int row,
      int column,
      SubGenerator subGenerator,
      double ratio,
      MacCount macs,
      boolean usable,
      OptionalDouble difference) {

    /** Why it is not used, a sentence for people; empty if it is. */
    public Optional<String> obstacle() {
      if (usable) {
        return Optional.empty();
      }
      String name = Labels.uniform(ratio, subGenerator.resolution());
      return Optional.of(
          difference.isPresent()
              ? Texts.of(
                  "preview.uniformGrid.thisModelWasNot",
                  name,
                  Labels.difference(difference.getAsDouble()))
              : Texts.of("preview.uniformGrid.nothingSaysThatThis", name));
    }
  }

  private final ChannelTable channels;
  private final double mostDifference;
  private final List<Integer> resolutions;
  private final List<Place> places;

  /**
   * The grid of a model of which nothing is known: all are usable.
   *
   * @param styleDimension length of one style, for counting the work
   */
  public UniformGrid(ChannelTable channels, int styleDimension) {
    this(channels, styleDimension, Optional.empty(), Double.POSITIVE_INFINITY);
  }

  /**
   * The grid of a model.
   *
   * @param styleDimension length of one style, for counting the work
   * @param consistency what is known of the sub-generators; if nothing is, all are usable
   * @param mostDifference a measured one is usable up to this difference from the full generator;
   *     the full generator always is
   */
  public UniformGrid(
      ChannelTable channels,
      int styleDimension,
      Optional<Consistency> consistency,
      double mostDifference) {
    this.channels = channels;
    this.mostDifference = mostDifference;
    this.resolutions = List.copyOf(channels.highestResolutions());
    Set<SubGenerator> usable =
        new HashSet<>(Consistency.trained(channels, consistency, mostDifference));
    List<Place> all = new ArrayList<>();
    for (int row = 0; row < ratios().size(); row++) {
      for (int column = 0; column < resolutions.size(); column++) {
        double ratio = ratios().get(row);
        int resolution = resolutions.get(column);
        SubGenerator subGenerator = channels.subGenerator(ratio, resolution);
        all.add(
            new Place(
                row,
                column,
                subGenerator,
                ratio,
                MacCount.of(subGenerator, styleDimension),
                usable.contains(subGenerator),
                consistency
                    .flatMap(table -> table.entry(ratio, resolution))
                    .map(Consistency.Entry::distance)
                    .orElse(OptionalDouble.empty())));
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

  /** The usable places from the least work to the most; the full generator is the last. */
  public List<Place> usableCheapestFirst() {
    return cheapestFirst().stream().filter(Place::usable).toList();
  }

  /** The place of a sub-generator, that of the highest ratio if it has several; empty if none. */
  public Optional<Place> placeOf(SubGenerator subGenerator) {
    return places.stream()
        .filter(place -> place.subGenerator().equals(subGenerator))
        .max(Comparator.comparingInt(Place::row));
  }

  /** The ratio of a sub-generator, if it is uniform; one of another model may have none. */
  public OptionalDouble ratioOf(SubGenerator subGenerator) {
    if (subGenerator.resolution() > channels.resolution()) {
      return OptionalDouble.empty();
    }
    // From the highest: under a cap on the width several ratios can mean the same channels.
    for (int i = ratios().size() - 1; i >= 0; i--) {
      double ratio = ratios().get(i);
      if (channels.subGenerator(ratio, subGenerator.resolution()).equals(subGenerator)) {
        return OptionalDouble.of(ratio);
      }
    }
    return OptionalDouble.empty();
  }

  /** What is measured is used up to this difference from the full generator's pictures. */
  double mostDifference() {
    return mostDifference;
  }

  /** The widths that it is a grid of. */
  ChannelTable channels() {
    return channels;
  }
}
