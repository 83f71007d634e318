package studio.anycost.api.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The flexible configurations of a generator, as they are drawn in training: every entry by itself
 * takes one of the trained ratios of its full width, but not less than the smallest uniform
 * configuration has there. Immutable.
 */
public final class FlexibleWidths {
  private final ChannelTable table;
  private final List<List<Integer>> choices = new ArrayList<>();

  public FlexibleWidths(ChannelTable table) {
    this.table = table;
    List<Integer> full = table.uniform(1.0, table.resolution()).widths();
    List<Integer> least = table.uniform(ChannelTable.RATIOS.get(0), table.resolution()).widths();
    for (int entry = 0; entry < full.size(); entry++) {
      int width = full.get(entry);
      int bottom = least.get(entry);
      choices.add(
          ChannelTable.RATIOS.stream()
              .map(ratio -> (int) (ratio * width))
              .filter(candidate -> candidate >= bottom)
              .toList());
    }
  }

  /** What an entry may be, ascending; the full width is always the last. */
  public List<Integer> choices(int entry) {
    return choices.get(entry);
  }

  /** How many entries a configuration of the full resolution has. */
  public int entries() {
    return choices.size();
  }

  /** Draws one for a resolution of the generator. */
  public SubGenerator draw(int resolution, Random random) {
    List<Integer> widths = new ArrayList<>();
    for (int entry = 0; entry < ChannelConfiguration.lengthFor(resolution); entry++) {
      List<Integer> possible = choices.get(entry);
      widths.add(possible.get(random.nextInt(possible.size())));
    }
    SubGenerator drawn = new SubGenerator(new ChannelConfiguration(widths), resolution);
    table.require(drawn);
    return drawn;
  }
}
