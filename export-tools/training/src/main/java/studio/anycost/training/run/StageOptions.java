package studio.anycost.training.run;

import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Resolutions;
import studio.anycost.training.networks.DiscriminatorSpec;
import studio.anycost.training.step.ArchitectureSampling;

/**
 * What tells one stage of training from another.
 *
 * @param resolutions how many of the highest are judged, at least 1
 * @param sampled how many of them each step draws, at least 1
 * @param mode how a step draws its channels
 * @param leastChannels the fewest of a flexible layer
 * @param channelMultiple what the channels of a flexible layer are a multiple of
 * @param sorts whether the stage begins by sorting channels by importance
 * @param conditioned whether the discriminator is told the channels
 * @param reference what pictures are held to by the consistency loss
 * @param consistencyWeight of that loss in the generator's, not negative
 * @param discriminatorWidth the discriminator's widths over those of the generator, and its cap
 *     over the generator's, above 0; published is 1
 */
public record StageOptions(
    int resolutions,
    int sampled,
    ArchitectureSampling.Mode mode,
    int leastChannels,
    int channelMultiple,
    boolean sorts,
    boolean conditioned,
    Reference reference,
    double consistencyWeight,
    double discriminatorWidth) {
  private static final int PUBLISHED_RESOLUTIONS = 4;
  private static final int PUBLISHED_SAMPLED = 2;
  private static final int PUBLISHED_LEAST = 8;
  private static final int PUBLISHED_MULTIPLE = 4;
  private static final double PUBLISHED_WEIGHT = 2;
  private static final int MOST_WIDTH = 16;

  /** What the consistency loss holds pictures to. */
  public enum Reference {
    /** There is no consistency loss. */
    NONE,
    /** The generator that the stage began with, or another that is named, at full width. */
    TEACHER,
    /** The trained generator itself at full width. */
    SELF
  }

  public StageOptions {
    if (sampled < 1 || sampled > resolutions) {
      throw new IllegalArgumentException(
          "A step judges 1 to " + resolutions + " resolutions, not " + sampled + ".");
    }
    if (conditioned && resolutions == 1) {
      throw new IllegalArgumentException(
          "Only a discriminator of several resolutions is conditioned on the architecture.");
    }
    if (!(consistencyWeight >= 0) || Double.isInfinite(consistencyWeight)) {
      throw new IllegalArgumentException(
          "The weight of the consistency loss is a number from 0 on, not "
              + consistencyWeight
              + ".");
    }
    if (!(discriminatorWidth > 0) || discriminatorWidth > MOST_WIDTH) {
      throw new IllegalArgumentException(
          "The width of the discriminator lies above 0 and at most at "
              + MOST_WIDTH
              + " times the generator's, not at "
              + discriminatorWidth
              + ".");
    }
  }

  /** The first stage: StyleGAN2. */
  public static StageOptions styleGan() {
    return published(1, 1, ArchitectureSampling.Mode.FULL, false, Reference.NONE);
  }

  /** The second stage: several resolutions, held to the generator of the first. */
  public static StageOptions multiResolution(int resolution) {
    int count = judged(resolution);
    return published(
        count,
        Math.min(PUBLISHED_SAMPLED, count),
        ArchitectureSampling.Mode.FULL,
        false,
        Reference.TEACHER);
  }

  /** The third stage: any of the channel ratios, held to the generator of the second. */
  public static StageOptions adaptiveChannels(int resolution) {
    int count = judged(resolution);
    return published(
        count,
        Math.min(PUBLISHED_SAMPLED, count),
        ArchitectureSampling.Mode.UNIFORM,
        true,
        Reference.TEACHER);
  }

  private static StageOptions published(
      int resolutions,
      int sampled,
      ArchitectureSampling.Mode mode,
      boolean adaptive,
      Reference reference) {
    return new StageOptions(
        resolutions,
        sampled,
        mode,
        PUBLISHED_LEAST,
        PUBLISHED_MULTIPLE,
        adaptive,
        adaptive && resolutions > 1,
        reference,
        PUBLISHED_WEIGHT,
        1);
  }

  // Small generators have fewer than the published four that a discriminator can judge.
  private static int judged(int resolution) {
    return Math.min(PUBLISHED_RESOLUTIONS, Resolutions.log2(resolution) - 2);
  }

  /** The discriminator that the stage trains against, for the widths of its generator. */
  public DiscriminatorSpec discriminator(ChannelTable generator) {
    return new DiscriminatorSpec(
        new ChannelTable(
            generator.resolution(),
            generator.multiplier() * discriminatorWidth,
            Math.max(1, (int) Math.round(generator.channelMax() * discriminatorWidth))),
        resolutions,
        conditioned);
  }

  ArchitectureSampling sampling(ChannelTable channels) {
    return new ArchitectureSampling(channels, mode, leastChannels, channelMultiple);
  }

  boolean hasConsistency() {
    return reference != Reference.NONE && consistencyWeight > 0;
  }

  /** Whether sub-generators are trained. */
  boolean isAdaptive() {
    return mode != ArchitectureSampling.Mode.FULL;
  }
}
