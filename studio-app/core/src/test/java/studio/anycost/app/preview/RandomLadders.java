package studio.anycost.app.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;

/** What searches might have found. */
final class RandomLadders {
  private RandomLadders() {}

  /** Candidates whose distance falls with the work that they do, more or less. */
  static List<Candidate> candidates(ChannelTable table, Random random, int count) {
    double fullWork = MacCount.of(table.full(), 512).performed();
    List<Integer> resolutions = table.highestResolutions();
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int resolution = resolutions.get(random.nextInt(resolutions.size()));
      // Some are slim everywhere and some wide, so that all of the range is met.
      int widest = 1 + random.nextInt(ChannelTable.RATIOS.size());
      List<List<Integer>> widths = new ArrayList<>();
      for (double ratio : ChannelTable.RATIOS.subList(0, widest)) {
        widths.add(table.uniform(ratio, resolution).widths());
      }
      List<Integer> drawn = new ArrayList<>();
      for (int layer = 0; layer < widths.get(0).size(); layer++) {
        drawn.add(widths.get(random.nextInt(widest)).get(layer));
      }
      SubGenerator subGenerator = new SubGenerator(new ChannelConfiguration(drawn), resolution);
      double missing = 1 - MacCount.of(subGenerator, 512).performed() / fullWork;
      candidates.add(
          new Candidate(
              subGenerator, 0.2 * Math.max(0, missing) * Math.exp(0.3 * random.nextGaussian())));
    }
    return candidates;
  }

  static Ladder of(ChannelTable table, Random random) {
    return Ladder.of(table, candidates(table, random, 4 + random.nextInt(40)));
  }
}
