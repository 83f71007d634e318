package studio.anycost.plugins.latent;

import studio.anycost.api.model.ChannelTable;

/**
 * Coarse to fine: at which resolution at most a step renders. The first eighth of the steps is at a
 * quarter of the full side, the second at half of it.
 */
record Schedule(int lowest, int full, int steps) {
  private static final double SHARE = 0.125;

  static Schedule of(ChannelTable channels, int steps) {
    return new Schedule(Draws.lowest(channels), channels.resolution(), steps);
  }

  /**
   * @param step 0..steps-1
   */
  int largest(int step) {
    int doublings = (int) (step / (SHARE * steps));
    int largest = lowest;
    for (int i = 0; i < doublings && largest < full; i++) {
      largest *= 2;
    }
    return largest;
  }
}
