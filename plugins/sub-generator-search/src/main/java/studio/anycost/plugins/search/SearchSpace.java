package studio.anycost.plugins.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.FlexibleWidths;
import studio.anycost.api.model.SubGenerator;

/**
 * All sub-generators that are searched: every layer takes one of the trained ratios by itself, at
 * the highest resolutions. How they are drawn and inherited is that of Once-for-All. Immutable;
 * what is drawn depends on the random numbers alone.
 */
final class SearchSpace {
  /** How often a mutated child takes another resolution, as in Once-for-All. */
  private static final double RESOLUTION_RATE = 0.5;

  private final ChannelTable table;
  private final FlexibleWidths widths;
  private final List<Integer> resolutions;

  SearchSpace(ChannelTable table) {
    this.table = table;
    this.widths = new FlexibleWidths(table);
    this.resolutions = table.highestResolutions();
  }

  /** Those with one ratio throughout, from little work to much; none twice. */
  List<Genome> uniform() {
    Map<SubGenerator, Genome> all = new LinkedHashMap<>();
    for (int resolution : resolutions) {
      for (double ratio : ChannelTable.RATIOS) {
        Genome genome = new Genome(table.uniform(ratio, table.resolution()).widths(), resolution);
        all.putIfAbsent(genome.subGenerator(), genome);
      }
    }
    return List.copyOf(all.values());
  }

  /** The one with the least work. */
  Genome smallest() {
    List<Integer> least = new ArrayList<>();
    for (int entry = 0; entry < widths.entries(); entry++) {
      least.add(widths.choices(entry).get(0));
    }
    return new Genome(least, resolutions.get(0));
  }

  Genome random(Random random) {
    List<Integer> drawn = new ArrayList<>();
    for (int entry = 0; entry < widths.entries(); entry++) {
      drawn.add(anyOf(widths.choices(entry), random));
    }
    return new Genome(drawn, anyOf(resolutions, random));
  }

  /**
   * A child of one parent.
   *
   * @param rate how often a width is drawn anew
   */
  Genome mutated(Genome parent, double rate, Random random) {
    int resolution =
        random.nextDouble() < RESOLUTION_RATE ? anyOf(resolutions, random) : parent.resolution();
    List<Integer> child = new ArrayList<>();
    for (int entry = 0; entry < widths.entries(); entry++) {
      child.add(
          random.nextDouble() < rate
              ? anyOf(widths.choices(entry), random)
              : parent.widths().get(entry));
    }
    return new Genome(child, resolution);
  }

  /** A child of two: everything from one or the other. */
  Genome crossed(Genome mother, Genome father, Random random) {
    int resolution = random.nextBoolean() ? mother.resolution() : father.resolution();
    List<Integer> child = new ArrayList<>();
    for (int entry = 0; entry < widths.entries(); entry++) {
      child.add((random.nextBoolean() ? mother : father).widths().get(entry));
    }
    return new Genome(child, resolution);
  }

  /** One step less somewhere; empty if everything that is rendered is at its least. */
  Optional<Genome> slimmer(Genome genome, Random random) {
    List<Integer> able = new ArrayList<>();
    int rendered = ChannelConfiguration.lengthFor(genome.resolution());
    for (int entry = 0; entry < rendered; entry++) {
      if (genome.widths().get(entry) > widths.choices(entry).get(0)) {
        able.add(entry);
      }
    }
    int step = resolutions.indexOf(genome.resolution());
    int ways = able.size() + (step > 0 ? 1 : 0);
    if (ways == 0) {
      return Optional.empty();
    }
    int way = random.nextInt(ways);
    if (way == able.size()) {
      return Optional.of(new Genome(genome.widths(), resolutions.get(step - 1)));
    }
    int entry = able.get(way);
    List<Integer> less = new ArrayList<>(genome.widths());
    less.set(entry, below(widths.choices(entry), less.get(entry)));
    return Optional.of(new Genome(less, genome.resolution()));
  }

  private static int below(List<Integer> ascending, int width) {
    return ascending.stream().filter(choice -> choice < width).reduce((a, b) -> b).orElseThrow();
  }

  private static <T> T anyOf(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
