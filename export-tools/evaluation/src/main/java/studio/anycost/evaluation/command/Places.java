package studio.anycost.evaluation.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.cli.InputException;
import studio.anycost.evaluation.measure.Uniform;

/** Which sub-generators are measured. */
final class Places {
  @Option(
      names = "--ratio",
      paramLabel = "R",
      split = ",",
      description = "Channel ratio; several separated by commas. Default: see below.")
  private List<Double> ratios = List.of();

  @Option(
      names = "--resolution",
      paramLabel = "N",
      split = ",",
      description = "Side of the pictures in pixels; several separated by commas.")
  private List<Integer> resolutions = List.of();

  @Option(
      names = "--all-ratios",
      description = "Every trained ratio at each of the highest resolutions, for all measures.")
  private boolean all;

  /** Those that were asked for; empty if none were, and every measure has its usual ones. */
  Optional<List<Uniform>> chosen(ChannelTable table) throws InputException {
    if (all && !(ratios.isEmpty() && resolutions.isEmpty())) {
      throw new InputException("--all-ratios names them all: leave --ratio and --resolution out.");
    }
    if (all) {
      return Optional.of(every(table));
    }
    if (ratios.isEmpty() && resolutions.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        InputException.checking(
            () ->
                product(
                    table,
                    ratios.isEmpty() ? List.of(1.0) : ratios,
                    resolutions.isEmpty() ? List.of(table.resolution()) : resolutions)));
  }

  /** Every trained ratio at the highest resolutions. */
  static List<Uniform> every(ChannelTable table) {
    return product(table, ChannelTable.RATIOS, table.highestResolutions());
  }

  /** The full generator. */
  static Uniform full(ChannelTable table) {
    return new Uniform(1, table.full());
  }

  private static List<Uniform> product(
      ChannelTable table, List<Double> ratios, List<Integer> resolutions) {
    List<Uniform> places = new ArrayList<>();
    Set<SubGenerator> known = new LinkedHashSet<>();
    for (double ratio : ratios) {
      for (int resolution : resolutions) {
        SubGenerator subGenerator = table.subGenerator(ratio, resolution);
        table.require(subGenerator);
        // A tiny model has the same widths at several ratios.
        if (known.add(subGenerator)) {
          places.add(new Uniform(ratio, subGenerator));
        }
      }
    }
    return places;
  }
}
