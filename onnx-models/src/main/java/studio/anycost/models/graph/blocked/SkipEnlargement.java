package studio.anycost.models.graph.blocked;

import java.util.Arrays;
import java.util.List;
import studio.anycost.models.graph.GraphBuilder.Attribute;

/** The picture of the stage before, twice as large, as a plain map. */
final class SkipEnlargement {
  private static final float[] BILINEAR = {0.25f, 0.75f, 0.75f, 0.25f};
  private static final float TOLERANCE = 1e-6f;

  private SkipEnlargement() {}

  /**
   * Adds it.
   *
   * @param skip {@code [1, 3, side, side]}
   * @param kernel {@code [3, 4, 4]} of the transposed convolution that defines it
   */
  static String add(BlockedGraph graph, String skip, float[] kernel, int side) {
    return isBilinear(kernel) ? resized(graph, skip, side) : transposed(graph, skip, kernel);
  }

  /** Whether a kernel is that of StyleGAN2, which interpolates linearly. */
  static boolean isBilinear(float[] kernel) {
    for (int i = 0; i < kernel.length; i++) {
      float expected = BILINEAR[i % 16 / 4] * BILINEAR[i % 4];
      if (Math.abs(kernel[i] - expected) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  /** Resizing repeats the border; a border of zeros, cut off afterwards, makes it fade to zero. */
  private static String resized(BlockedGraph graph, String skip, int side) {
    String framed =
        graph.node("Pad", "skip/framed", List.of(skip, graph.integers(0, 0, 1, 1, 0, 0, 1, 1)));
    String scales = graph.constant("skip/scales", new float[] {1, 1, 2, 2}, 4);
    String larger =
        graph.node(
            "Resize",
            "skip/resized",
            List.of(framed, "", scales),
            Attribute.of("mode", "linear"),
            Attribute.of("coordinate_transformation_mode", "half_pixel"));
    long end = 2L * side + 2;
    return graph.node(
        "Slice",
        "skip/enlarged",
        List.of(larger, graph.integers(2, 2), graph.integers(end, end), graph.integers(2, 3)));
  }

  private static String transposed(BlockedGraph graph, String skip, float[] kernel) {
    String weight = graph.constant("skip/kernel", Arrays.copyOf(kernel, 48), 3, 1, 4, 4);
    return graph.node(
        "ConvTranspose",
        "skip/enlarged",
        List.of(skip, weight),
        Attribute.of("group", 3),
        Attribute.list("kernel_shape", 4, 4),
        Attribute.list("strides", 2, 2),
        Attribute.list("pads", 1, 1, 1, 1));
  }
}
