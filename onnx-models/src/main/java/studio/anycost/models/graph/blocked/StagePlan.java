package studio.anycost.models.graph.blocked;

import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;
import studio.anycost.models.graph.blocked.StyledStage.Upsampling;

/**
 * In which forms a stage is written. All forms give the same values; which is fastest depends on
 * the shape and was measured.
 *
 * @param strips into how many strips the output is cut, at least 1
 * @param jointPhases {@link JointPhases} instead of {@link SeparatePhases}
 */
record StagePlan(int strips, boolean jointPhases) {
  private static final long STRIP_BYTES = 16L << 20;
  private static final long STRIP_MACS = 3_000_000_000L;
  private static final int FEWEST_ROWS = 32;

  /** Multiply-accumulates below which fewer nodes matter more than less arithmetic. */
  private static final long JOINT_MACS = 9L << 20;

  /** The forms that were fastest for a stage's shape. */
  static StagePlan of(StyledStage stage, BlockedLayout layout) {
    if (stage.first() instanceof Upsampling upsampling) {
      int width = layout.padded(stage.convolution().out());
      return new StagePlan(
          strips(stage.resolution(), width), joint(stage.resolution(), upsampling.convolution()));
    }
    return new StagePlan(1, false);
  }

  /**
   * A map of one strip fits a usual cache, and its largest convolution ends within 15 ms at 400
   * GFLOP/s, because a render is only cancelled between two nodes; but strips that are too low
   * repeat too much at their borders.
   */
  private static int strips(int resolution, int width) {
    long pixels = (long) resolution * resolution;
    long byMemory = ceil(pixels * width * Float.BYTES, STRIP_BYTES);
    long byWork = ceil(pixels * width * width * 9, STRIP_MACS);
    return (int) Math.max(1, Math.min(resolution / FEWEST_ROWS, Math.max(byMemory, byWork)));
  }

  private static boolean joint(int resolution, StyledConvolution convolution) {
    long inputPixels = (long) resolution * resolution / 4;
    return inputPixels * convolution.in() * convolution.out() * 9 < JOINT_MACS;
  }

  private static long ceil(long amount, long unit) {
    return (amount + unit - 1) / unit;
  }
}
