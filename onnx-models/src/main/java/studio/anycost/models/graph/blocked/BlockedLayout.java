package studio.anycost.models.graph.blocked;

import java.util.Arrays;

/**
 * The blocked layout of feature maps (NCHWc): channels in blocks of as many as a vector register
 * holds, the channels of a block innermost. A map {@code [1, c, h, w]} lies in memory as {@code
 * [ceil(c / b), h, w, b]}; channels that fill up the last block are zero.
 *
 * @param block channels of a block, b: 8 or 16 on today's machines
 */
public record BlockedLayout(int block) {
  public BlockedLayout {
    if (block < 2 || block > 64) {
      throw new IllegalArgumentException("A block has 2 to 64 channels, not " + block + ".");
    }
  }

  /** The channels that are stored for so many. */
  public int padded(int channels) {
    return blocks(channels) * block;
  }

  /** The blocks that so many channels take. */
  int blocks(int channels) {
    return (channels + block - 1) / block;
  }

  /** One value for each channel, filled up with zeros. */
  float[] vector(float[] values) {
    return Arrays.copyOf(values, padded(values.length));
  }

  /** {@code [rows, channels]} with every row filled up with zeros. */
  float[] rows(float[] values, int channels) {
    int rows = values.length / channels;
    float[] filled = new float[rows * padded(channels)];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(values, row * channels, filled, row * padded(channels), channels);
    }
    return filled;
  }

  /** {@code [c, pixels]} as {@code [c / b, pixels, b]}. */
  float[] features(float[] values, int channels, int pixels) {
    float[] blocked = new float[padded(channels) * pixels];
    for (int channel = 0; channel < channels; channel++) {
      int start = channel / block * pixels * block + channel % block;
      for (int pixel = 0; pixel < pixels; pixel++) {
        blocked[start + pixel * block] = values[channel * pixels + pixel];
      }
    }
    return blocked;
  }

  /** {@code [out, in, taps]} as {@code [out / b, in / b, taps, b of in, b of out]}. */
  float[] weight(float[] values, int out, int in, int taps) {
    float[] blocked = new float[padded(out) * padded(in) * taps];
    // In the order of the target: a cache holds the few rows that a block reads, but not all rows
    // that would be written to.
    int start = 0;
    for (int firstOut = 0; firstOut < out; firstOut += block) {
      int outs = Math.min(block, out - firstOut);
      for (int firstIn = 0; firstIn < in; firstIn += block) {
        int ins = Math.min(block, in - firstIn);
        for (int tap = 0; tap < taps; tap++) {
          for (int i = 0; i < ins; i++) {
            int source = (firstOut * in + firstIn + i) * taps + tap;
            for (int o = 0; o < outs; o++) {
              blocked[start + i * block + o] = values[source + o * in * taps];
            }
          }
          start += block * block;
        }
      }
    }
    return blocked;
  }
}
