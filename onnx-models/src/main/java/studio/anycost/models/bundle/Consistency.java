package studio.anycost.models.bundle;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;

/**
 * How like the full generator's pictures those of its uniform sub-generators are: measured, or
 * stated by whoever imported the model. Places that the table does not have were not trained for,
 * as far as anybody knows.
 *
 * @param origin where the table comes from
 * @param entries no place twice
 */
public record Consistency(Origin origin, List<Entry> entries) {
  /** Distances above are cut off: nothing is more different than different. */
  public static final double HIGHEST_DISTANCE = 100;

  /** Where a table comes from. */
  public enum Origin {
    /** From pictures; every entry has a distance. */
    MEASURED,
    /** From a person who knows what the model was trained for; no entry has a distance. */
    STATED
  }

  /**
   * One place.
   *
   * @param ratio the uniform channel ratio, one of those that anycost generators are trained for
   * @param resolution in pixels
   * @param distance between the two pictures of a face, 0 = the same, about 1 = no more alike than
   *     two different faces, at most {@link #HIGHEST_DISTANCE}; empty if it was stated
   */
  public record Entry(double ratio, int resolution, OptionalDouble distance) {
    /** A measured place. */
    public static Entry measured(double ratio, int resolution, double distance) {
      return new Entry(ratio, resolution, OptionalDouble.of(distance));
    }

    /** A stated place. */
    public static Entry stated(double ratio, int resolution) {
      return new Entry(ratio, resolution, OptionalDouble.empty());
    }
  }

  public Consistency {
    entries = List.copyOf(entries);
  }

  /**
   * The uniform sub-generators at the highest resolutions that stand for the full generator: where
   * nothing is known, all of them.
   *
   * @param table of the bundle
   * @param mostDifference a measured one is taken up to this difference; the full generator always
   *     is
   * @return by resolution, then by ratio, none twice; the full generator is the last
   */
  public static List<SubGenerator> trained(
      ChannelTable channels, Optional<Consistency> table, double mostDifference) {
    // By what it is, not by where it stands: under a cap several ratios can mean the same channels.
    Set<SubGenerator> trained = new LinkedHashSet<>();
    for (int resolution : channels.highestResolutions()) {
      for (double ratio : ChannelTable.RATIOS) {
        if (table.isEmpty() || table.get().isLikeEnough(ratio, resolution, mostDifference)) {
          trained.add(channels.subGenerator(ratio, resolution));
        }
      }
    }
    trained.add(channels.full());
    return List.copyOf(trained);
  }

  private boolean isLikeEnough(double ratio, int resolution, double mostDifference) {
    return entry(ratio, resolution)
        .filter(entry -> entry.distance().orElse(0) <= mostDifference)
        .isPresent();
  }

  /** What the table says of a place. */
  public Optional<Entry> entry(double ratio, int resolution) {
    return entries.stream()
        .filter(entry -> entry.ratio() == ratio && entry.resolution() == resolution)
        .findFirst();
  }
}
