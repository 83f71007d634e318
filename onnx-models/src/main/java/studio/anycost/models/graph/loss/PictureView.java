package studio.anycost.models.graph.loss;

import java.util.Arrays;
import java.util.List;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.objective.Region;
import studio.anycost.api.objective.RegionSampling;
import studio.anycost.api.objective.Resampling;
import studio.anycost.models.graph.GraphBuilder;
import studio.anycost.models.graph.GraphBuilder.Attribute;

/** Writes how a network sees a picture; see {@link ImageInput}. */
final class PictureView {
  private static final String PREFIX = LossHead.PREFIX + "view/";
  private static final float BLACK = -1;

  private final GraphBuilder graph;
  private final int side;

  /**
   * @param side of the pictures
   */
  PictureView(GraphBuilder graph, int side) {
    this.graph = graph;
    this.side = side;
  }

  /**
   * Adds it.
   *
   * @param picture {@code [1, 3, side, side]} in -1..1
   * @param seen takes the name of what the network takes, {@code [1, 3, s, s]}
   */
  void add(String picture, ImageInput input, String seen) {
    int size = input.sideOf(side);
    String sized =
        input
            .region()
            .map(region -> sampled(picture, region, size))
            .orElseGet(() -> resized(picture, size));
    float scale = (input.white() - input.black()) / 2;
    String factor = graph.constant(PREFIX + "scale", new float[] {scale}, 1);
    String centre =
        graph.constant(PREFIX + "centre", new float[] {(input.white() + input.black()) / 2}, 1);
    String scaled = graph.node("Mul", PREFIX + "scaled", List.of(sized, factor));
    graph.node("Add", seen, List.of(scaled, centre));
  }

  private String resized(String picture, int size) {
    if (size == side) {
      return picture;
    }
    if (side % size == 0) {
      int window = side / size;
      return graph.node(
          "AveragePool",
          PREFIX + "averaged",
          List.of(picture),
          Attribute.list("kernel_shape", window, window),
          Attribute.list("strides", window, window));
    }
    float[] matrix = Resampling.of(side, size).matrix();
    String across = graph.constant(PREFIX + "across", transposed(matrix, size, side), side, size);
    String down = graph.constant(PREFIX + "down", matrix, size, side);
    String narrow = graph.node("MatMul", PREFIX + "resized_across", List.of(picture, across));
    return graph.node("MatMul", PREFIX + "resized", List.of(down, narrow));
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] transposed = new float[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      transposed[i % columns * rows + i / columns] = matrix[i];
    }
    return transposed;
  }

  /** Four pixels for every place, each at a fixed place and with a fixed share, else black. */
  private String sampled(String picture, Region region, int size) {
    RegionSampling sampling = RegionSampling.of(region, side, size);
    int averaged = sampling.averaging().to();
    String flat =
        graph.node(
            "Reshape",
            PREFIX + "flat",
            List.of(
                resized(picture, averaged),
                graph.integers(PREFIX + "flat_shape", 1, 3, (long) averaged * averaged)));
    int[] places = sampling.places();
    float[] weights = sampling.weights();
    int count = size * size;
    float[] outside = new float[count];
    Arrays.fill(outside, BLACK);
    for (int i = 0; i < weights.length; i++) {
      outside[i % count] -= BLACK * weights[i];
    }
    String sum = graph.constant(PREFIX + "outside", outside, 1, 1, count);
    for (int tap = 0; tap < places.length / count; tap++) {
      long[] taken = new long[count];
      for (int i = 0; i < count; i++) {
        taken[i] = places[tap * count + i];
      }
      float[] shares = Arrays.copyOfRange(weights, tap * count, (tap + 1) * count);
      String pixels =
          graph.node(
              "Gather",
              PREFIX + "corner_" + tap,
              List.of(flat, graph.integers(PREFIX + "places_" + tap, taken)),
              Attribute.of("axis", 2));
      String share = graph.constant(PREFIX + "shares_" + tap, shares, 1, 1, count);
      String part = graph.node("Mul", PREFIX + "part_" + tap, List.of(pixels, share));
      sum = graph.node("Add", PREFIX + "sum_" + tap, List.of(sum, part));
    }
    return graph.node(
        "Reshape",
        PREFIX + "sampled",
        List.of(sum, graph.integers(PREFIX + "sampled_shape", 1, 3, size, size)));
  }
}
