package studio.anycost.api.model;

import java.util.List;

/**
 * Multiply-accumulate operations of a sub-generator.
 *
 * @param literature counts a transposed convolution at its output, as the papers do: {@code (2n +
 *     1)^2} positions before the blur crops them to {@code (2n)^2} (config-f at 1024 px: 143.0 G)
 * @param performed counts it at its input resolution, where the work is done (about 74 G)
 */
public record MacCount(long literature, long performed) {
  private static final int KERNEL = 9;
  private static final int COLOURS = 3;

  /** Counts convolutions, to-RGB layers and modulations. */
  public static MacCount of(SubGenerator subGenerator, int styleDimension) {
    List<Integer> widths = subGenerator.channels().widths();
    long literature = 0;
    long performed = 0;
    for (int layer = 1; layer < widths.size(); layer++) {
      int resolution = Resolutions.LOWEST << (layer / 2);
      long in = widths.get(layer - 1);
      long out = widths.get(layer);
      long pixels = (long) resolution * resolution;
      boolean upsampling = layer % 2 == 0;
      long modulation = in * styleDimension;
      long transposedPixels = (resolution + 1L) * (resolution + 1L);
      literature += in * out * KERNEL * (upsampling ? transposedPixels : pixels) + modulation;
      performed += in * out * KERNEL * (upsampling ? pixels / 4 : pixels) + modulation;
      if (!upsampling) {
        long toRgb = out * COLOURS * pixels + out * styleDimension;
        literature += toRgb;
        performed += toRgb;
      }
    }
    return new MacCount(literature, performed);
  }

  /** Literature's count in units of 10^9. */
  public double literatureGiga() {
    return literature / 1e9;
  }

  /** Performed count in units of 10^9. */
  public double performedGiga() {
    return performed / 1e9;
  }
}
