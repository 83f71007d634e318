package studio.anycost.models.graph.gradient;

import java.util.Arrays;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.words.Texts;

/**
 * How a window moves over the pixels: one entry for every axis of pixels.
 *
 * @param kernel sizes of the window
 * @param strides from one place to the next
 * @param dilations between the window's own entries
 * @param before padding at the beginning of each axis
 * @param after padding at the end, as far as it can be told from the sizes
 */
record Windows(long[] kernel, long[] strides, long[] dilations, long[] before, long[] after) {
  /**
   * Reads a convolution's or a pool's attributes.
   *
   * @param large shape of the side that the window moves over, {@code [batch, channels, sizes...]}
   * @param small shape of the side with one entry for every place of the window
   * @param kernel sizes of the window
   */
  static Windows of(Step step, Shape large, Shape small, long[] kernel)
      throws InvalidGraphException {
    int axes = kernel.length;
    long[] strides = step.list("strides").filter(list -> list.length > 0).orElse(ones(axes));
    long[] dilations = step.list("dilations").filter(list -> list.length > 0).orElse(ones(axes));
    long[] before = new long[axes];
    long[] after = new long[axes];
    String auto = step.text("auto_pad", "NOTSET");
    long[] pads = step.list("pads").filter(list -> list.length > 0).orElse(new long[2 * axes]);
    for (int i = 0; i < axes; i++) {
      long reach = strides[i] * (small.size(2 + i) - 1) + (kernel[i] - 1) * dilations[i] + 1;
      switch (auto) {
        case "NOTSET", "" -> before[i] = pads[i];
        case "VALID" -> before[i] = 0;
        case "SAME_UPPER", "SAME_LOWER" -> {
          long all = Math.max(0, reach - large.size(2 + i));
          before[i] = auto.equals("SAME_UPPER") ? all / 2 : all - all / 2;
        }
        default -> throw step.fault(Texts.of("graph.windows.paddingUnknown", auto));
      }
      // Negative where the window does not reach the last pixels.
      after[i] = reach - before[i] - large.size(2 + i);
    }
    return new Windows(kernel, strides, dilations, before, after);
  }

  private static long[] ones(int count) {
    long[] ones = new long[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  int axes() {
    return kernel.length;
  }

  /** Padding that is not negative, all beginnings first. */
  long[] pads() {
    long[] pads = new long[2 * axes()];
    for (int i = 0; i < axes(); i++) {
      pads[i] = before[i];
      pads[axes() + i] = Math.max(0, after[i]);
    }
    return pads;
  }

  /** Pixels at the end that no window reaches. */
  long[] unreached() {
    return Arrays.stream(after).map(size -> Math.max(0, -size)).toArray();
  }

  boolean isPlain() {
    return Arrays.stream(strides).allMatch(size -> size == 1)
        && Arrays.stream(dilations).allMatch(size -> size == 1);
  }

  /** Whether every pixel is a window of its own. */
  boolean isPoint() {
    return isPlain()
        && Arrays.stream(kernel).allMatch(size -> size == 1)
        && Arrays.stream(pads()).allMatch(size -> size == 0)
        && Arrays.stream(unreached()).allMatch(size -> size == 0);
  }
}
