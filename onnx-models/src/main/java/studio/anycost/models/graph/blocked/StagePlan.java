package studio.anycost.models.graph.blocked;

import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;
import studio.anycost.models.graph.blocked.StyledStage.Upsampling;

/**
 * In which forms a stage is written. All forms give the same values; which is fastest depends on
 * the shape and was measured.
 *
 * @param strips into how many strips the output is cut, at least 1
 * @param jointPhases {@link JointPhases} instead of {@link SeparatePhases}
 * @param modulatedFeatures {@link ModulatedFeatures} instead of {@link ModulatedWeights}; only of a
 *     stage in one strip
 * @param winograd the second convolution as {@link Winograd} filtering, its features modulated;
 *     only of a stage in one strip
 */
record StagePlan(int strips, boolean jointPhases, boolean modulatedFeatures, boolean winograd) {
  private static final long STRIP_BYTES = 8L << 20;
  private static final long STRIP_MACS = 5_000_000_000L;
  private static final int FEWEST_ROWS = 32;
  private static final int MAPS_AT_PEAK = 4;

  /** Winograd's sums before and after the products: each four times the map, and what goes in. */
  private static final int WINOGRAD_MAPS = 10;

  private static final int WINOGRAD_SIDE = 16;
  private static final int WINOGRAD_CHANNELS = 256;

  /** Multiply-accumulates below which fewer nodes matter more than less arithmetic. */
  private static final long JOINT_MACS = 9L << 20;

  /** How many times larger than the feature maps the weights are where those are left alone. */
  private static final long LARGER_WEIGHTS = 4;

  StagePlan {
    if (strips < 1 || (modulatedFeatures || winograd) && strips > 1) {
      throw new IllegalArgumentException("No stage is written like this.");
    }
  }

  /** The forms that were fastest for a stage's shape. */
  static StagePlan of(StyledStage stage, BlockedLayout layout) {
    int out = stage.convolution().out();
    boolean winograd = winograd(stage.resolution(), stage.convolution(), layout);
    int strips = 1;
    boolean joint = false;
    if (stage.first() instanceof Upsampling upsampling) {
      strips = winograd ? 1 : strips(stage.resolution(), layout.padded(out));
      joint = joint(stage.resolution(), upsampling.convolution());
    }
    long weights = 9L * stage.convolution().in() * out;
    long features = 3L * out * stage.resolution() * stage.resolution();
    return new StagePlan(
        strips, joint, strips == 1 && weights > LARGER_WEIGHTS * features, winograd);
  }

  /** What a run holds at its peak: some maps of a strip, the output, and modulated weights. */
  long workingBytes(StyledStage stage, BlockedLayout layout) {
    long side = stage.resolution();
    long map = side * side * layout.padded(stage.convolution().out()) * Float.BYTES;
    long weights = 0;
    if (!modulatedFeatures) {
      weights = winograd ? 0 : stage.convolution().weight().length;
      if (stage.first() instanceof Upsampling upsampling) {
        weights += upsampling.convolution().weight().length;
      }
    }
    return (winograd ? WINOGRAD_MAPS : MAPS_AT_PEAK) * map / strips + map + weights * Float.BYTES;
  }

  /**
   * A map of one strip fits a usual cache, and its largest convolution ends within 25 ms at 400
   * GFLOP/s, because a render is only cancelled between two nodes; but strips that are too low
   * repeat too much at their borders.
   */
  private static int strips(int resolution, int width) {
    long pixels = (long) resolution * resolution;
    long byMemory = memoryStrips(resolution, width);
    long byWork = ceil(pixels * width * width * 9, STRIP_MACS);
    return (int) Math.max(1, Math.min(resolution / FEWEST_ROWS, Math.max(byMemory, byWork)));
  }

  private static long memoryStrips(int resolution, int width) {
    return ceil((long) resolution * resolution * width * Float.BYTES, STRIP_BYTES);
  }

  /** Pays where many channels share the sums, and while these stay in the caches. */
  private static boolean winograd(
      int resolution, StyledConvolution convolution, BlockedLayout layout) {
    int width = layout.padded(Math.max(convolution.in(), convolution.out()));
    return resolution >= WINOGRAD_SIDE
        && Math.min(convolution.in(), convolution.out()) >= WINOGRAD_CHANNELS
        && memoryStrips(resolution, width) == 1;
  }

  private static boolean joint(int resolution, StyledConvolution convolution) {
    long inputPixels = (long) resolution * resolution / 4;
    return inputPixels * convolution.in() * convolution.out() * 9 < JOINT_MACS;
  }

  private static long ceil(long amount, long unit) {
    return (amount + unit - 1) / unit;
  }
}
