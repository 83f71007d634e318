package studio.anycost.training.networks;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Resolutions;

/**
 * The shape of a discriminator.
 *
 * @param channels its widths, which follow the same rule as the generator's
 * @param inputs how many of the highest resolutions it judges, at least 1; from 2 on the tensors
 *     are named as the public implementation's multi-resolution discriminator names them
 * @param conditioned whether it is told the architecture of the generator
 */
public record DiscriminatorSpec(ChannelTable channels, int inputs, boolean conditioned) {
  /** The blocks next to 4 px that a conditioned discriminator modulates. */
  static final int MODULATED_BLOCKS = 2;

  public DiscriminatorSpec {
    int blocks = Resolutions.log2(channels.resolution()) - 2;
    if (inputs < 1 || inputs > blocks) {
      throw new IllegalArgumentException(
          "A discriminator of "
              + channels.resolution()
              + " px judges 1 to "
              + blocks
              + " resolutions, not "
              + inputs
              + ".");
    }
    if (conditioned && inputs == 1) {
      throw new IllegalArgumentException(
          "Only a discriminator of several resolutions is conditioned on the architecture.");
    }
  }

  /** What it judges, descending from the full resolution. */
  public List<Integer> resolutions() {
    List<Integer> resolutions = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      resolutions.add(channels.resolution() >> i);
    }
    return resolutions;
  }

  /** The length of {@link Architecture#oneHot}. */
  int architectureLength() {
    return ChannelTable.RATIOS.size() * channels.styleCount();
  }
}
