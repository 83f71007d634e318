package studio.anycost.export.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.models.bundle.Consistency;

/**
 * What a person says that a generator was trained for: every one of the ratios at every one of the
 * resolutions. The full generator always counts.
 *
 * @param ratios some of {@link ChannelTable#RATIOS}; none means the full width alone
 * @param resolutions in pixels; none means the full one alone
 */
public record TrainedPlaces(List<Double> ratios, List<Integer> resolutions) {
  public TrainedPlaces {
    ratios = List.copyOf(ratios);
    resolutions = List.copyOf(resolutions);
  }

  /**
   * The table for a generator.
   *
   * @throws ImportException if the generator has no such sub-generator
   */
  Consistency table(ChannelTable channels) throws ImportException {
    TreeSet<Double> widths = new TreeSet<>(ratios);
    TreeSet<Integer> sides = new TreeSet<>(resolutions);
    for (double ratio : widths) {
      if (!ChannelTable.RATIOS.contains(ratio)) {
        throw new ImportException(
            "Sub-generators have the channel ratios 0.25, 0.5, 0.75 and 1, not "
                + ratio
                + ": name those that the model was trained for.");
      }
    }
    for (int side : sides) {
      if (side < 8 || side > channels.resolution() || Integer.bitCount(side) != 1) {
        throw new ImportException(
            "The generator renders 8 to "
                + channels.resolution()
                + " px in powers of two, not "
                + side
                + ": name the resolutions that the model was trained for.");
      }
    }
    if (widths.isEmpty()) {
      widths.add(1.0);
    }
    if (sides.isEmpty()) {
      sides.add(channels.resolution());
    }
    List<Consistency.Entry> entries = new ArrayList<>();
    for (double ratio : widths) {
      for (int side : sides) {
        entries.add(Consistency.Entry.stated(ratio, side));
      }
    }
    if (!widths.contains(1.0) || !sides.contains(channels.resolution())) {
      entries.add(Consistency.Entry.stated(1, channels.resolution()));
    }
    return new Consistency(Consistency.Origin.STATED, entries);
  }
}
