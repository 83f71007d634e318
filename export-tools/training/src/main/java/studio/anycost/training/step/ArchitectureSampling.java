package studio.anycost.training.step;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.training.networks.Architecture;

/**
 * Which channels a step computes with.
 *
 * @param channels of the full generator
 * @param mode how ratios are drawn
 * @param least the fewest channels of a flexible layer, at least 1
 * @param multiple what the channels of a flexible layer are a multiple of, where the layer has as
 *     many
 */
public record ArchitectureSampling(ChannelTable channels, Mode mode, int least, int multiple) {
  /** How ratios are drawn. */
  public enum Mode {
    /** All channels, always. */
    FULL,
    /** One ratio for all layers. */
    UNIFORM,
    /** A ratio for each layer. */
    FLEXIBLE,
    /** A quarter of the draws full, a quarter the narrowest, the others flexible. */
    SANDWICH
  }

  public ArchitectureSampling {
    if (least < 1 || multiple < 1) {
      throw new IllegalArgumentException("A layer has channels, a multiple of 1 at least.");
    }
  }

  /** Draws one; nothing is drawn if there is one only. */
  public Architecture draw(SplittableRandom random) {
    List<Double> ratios = ChannelTable.RATIOS;
    return switch (mode) {
      case FULL -> Architecture.full(channels);
      case UNIFORM -> Architecture.uniform(channels, ratios.get(random.nextInt(ratios.size())));
      case FLEXIBLE -> flexible(random);
      case SANDWICH -> {
        double place = random.nextDouble();
        yield place < 0.25
            ? Architecture.full(channels)
            : place < 0.5 ? Architecture.uniform(channels, ratios.get(0)) : flexible(random);
      }
    };
  }

  // No layer becomes narrower than in the narrowest uniform generator.
  private Architecture flexible(SplittableRandom random) {
    List<Integer> full = channels.uniform(1, channels.resolution()).widths();
    List<Integer> narrowest =
        channels.uniform(ChannelTable.RATIOS.get(0), channels.resolution()).widths();
    List<Integer> widths = new ArrayList<>();
    List<Double> drawn = new ArrayList<>();
    for (int i = 0; i < full.size(); i++) {
      int all = full.get(i);
      int bottom = narrowest.get(i);
      List<Double> wide =
          ChannelTable.RATIOS.stream().filter(ratio -> ratio * all >= bottom).toList();
      double ratio = wide.get(random.nextInt(wide.size()));
      int width = Math.max((int) (ratio * all), least);
      widths.add(Math.min(all, (width + multiple - 1) / multiple * multiple));
      drawn.add(ratio);
    }
    return new Architecture(new ChannelConfiguration(widths), drawn);
  }
}
