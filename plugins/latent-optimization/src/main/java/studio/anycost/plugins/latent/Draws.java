package studio.anycost.plugins.latent;

import java.util.List;
import java.util.Random;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.SubGenerator;

/**
 * Draws the sub-generator of every step, so that the code means the same face at every cost (Lin et
 * al., CVPR 2021, section 3.4): one of those that the model was trained for at its three highest
 * resolutions; half of the time one that a search found, if it did. The same seed draws the same.
 */
final class Draws {
  private static final int RESOLUTIONS = 3;

  private final List<SubGenerator> trained;
  private final List<SubGenerator> evolved;
  private final Random random;

  private Draws(List<SubGenerator> trained, List<SubGenerator> evolved, long seed) {
    this.trained = trained;
    this.evolved = evolved;
    this.random = new Random(seed);
  }

  static Draws of(Generator generator, long seed) {
    ChannelTable channels = generator.description().channels();
    int lowest = lowest(channels);
    return new Draws(
        generator.trainedSubGenerators().stream()
            .filter(each -> each.resolution() >= lowest)
            .toList(),
        generator.foundSubGenerators().stream()
            .map(Candidate::subGenerator)
            .filter(each -> each.resolution() >= lowest)
            .toList(),
        seed);
  }

  /** Always the full generator. */
  static Draws fullOnly(ChannelTable channels) {
    return new Draws(List.of(channels.full()), List.of(), 0);
  }

  /** Whether it is always the same one. */
  boolean areOne() {
    return trained.size() == 1 && evolved.isEmpty();
  }

  /** The lowest of the resolutions that count. */
  static int lowest(ChannelTable channels) {
    List<Integer> highest = channels.highestResolutions();
    return highest.get(Math.max(0, highest.size() - RESOLUTIONS));
  }

  /**
   * The next one.
   *
   * @param largest what is drawn is cut down to this resolution: low resolutions are prefixes of
   *     high ones
   */
  SubGenerator next(int largest) {
    boolean takesEvolved = !evolved.isEmpty() && random.nextBoolean();
    List<SubGenerator> all = takesEvolved ? evolved : trained;
    SubGenerator drawn = all.get(random.nextInt(all.size()));
    return drawn.resolution() <= largest ? drawn : new SubGenerator(drawn.channels(), largest);
  }
}
