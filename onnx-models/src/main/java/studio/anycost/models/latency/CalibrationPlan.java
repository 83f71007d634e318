package studio.anycost.models.latency;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.FlexibleWidths;
import studio.anycost.api.model.SubGenerator;

/**
 * Configurations whose times tell most about all others. One render at the full resolution measures
 * a stage of every resolution, so all of them reach there.
 */
public final class CalibrationPlan {
  private static final long SEED = 20;

  private CalibrationPlan() {}

  /** The uniform configurations, the largest first: what previews use. */
  public static List<SubGenerator> uniform(ChannelTable table) {
    Set<SubGenerator> plan = new LinkedHashSet<>();
    for (int i = ChannelTable.RATIOS.size() - 1; i >= 0; i--) {
      plan.add(table.subGenerator(ChannelTable.RATIOS.get(i), table.resolution()));
    }
    return List.copyOf(plan);
  }

  /**
   * The uniform configurations and mixed ones. In the mixed ones every entry takes each of its
   * choices equally often, in an order of its own (a Latin hypercube), so that the widths of a
   * stage vary independently of each other; the same ones at every call.
   *
   * @param mixed how many of these
   */
  public static List<SubGenerator> thorough(ChannelTable table, int mixed) {
    Set<SubGenerator> plan = new LinkedHashSet<>(uniform(table));
    FlexibleWidths widths = new FlexibleWidths(table);
    Random random = new Random(SEED);
    List<List<Integer>> columns = new ArrayList<>();
    for (int entry = 0; entry < widths.entries(); entry++) {
      List<Integer> choices = widths.choices(entry);
      List<Integer> column = new ArrayList<>();
      int first = random.nextInt(choices.size());
      for (int i = 0; i < mixed; i++) {
        column.add(choices.get((first + i) % choices.size()));
      }
      Collections.shuffle(column, random);
      columns.add(column);
    }
    for (int i = 0; i < mixed; i++) {
      int row = i;
      plan.add(
          new SubGenerator(
              new ChannelConfiguration(columns.stream().map(column -> column.get(row)).toList()),
              table.resolution()));
    }
    return List.copyOf(plan);
  }
}
