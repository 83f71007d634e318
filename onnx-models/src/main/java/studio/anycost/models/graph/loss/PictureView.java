package studio.anycost.models.graph.loss;

import java.util.List;
import studio.anycost.api.objective.ImageInput;
import studio.anycost.api.objective.Region;
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
    Resampling resampling = Resampling.of(side, size);
    String across = graph.constant(PREFIX + "across", resampling.transposed(), side, size);
    String down = graph.constant(PREFIX + "down", resampling.matrix(), size, side);
    String narrow = graph.node("MatMul", PREFIX + "resized_across", List.of(picture, across));
    return graph.node("MatMul", PREFIX + "resized", List.of(down, narrow));
  }

  /** Four neighbours of every place, each at a fixed place and with a fixed share. */
  private String sampled(String picture, Region region, int size) {
    int pixels = side * side;
    String flat =
        graph.node(
            "Reshape",
            PREFIX + "flat",
            List.of(picture, graph.integers(PREFIX + "flat_shape", 1, 3, pixels)));
    String outside = graph.constant(PREFIX + "outside", new float[] {BLACK, BLACK, BLACK}, 1, 3, 1);
    String framed =
        graph.node("Concat", PREFIX + "framed", List.of(flat, outside), Attribute.of("axis", 2));
    long[][] places = new long[4][size * size];
    float[][] shares = new float[4][size * size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        place(region, size, row, column, places, shares);
      }
    }
    String sum = null;
    for (int corner = 0; corner < 4; corner++) {
      String taken =
          graph.node(
              "Gather",
              PREFIX + "corner_" + corner,
              List.of(framed, graph.integers(PREFIX + "places_" + corner, places[corner])),
              Attribute.of("axis", 2));
      String share =
          graph.constant(PREFIX + "shares_" + corner, shares[corner], 1, 1, (long) size * size);
      String part = graph.node("Mul", PREFIX + "part_" + corner, List.of(taken, share));
      sum = sum == null ? part : graph.node("Add", PREFIX + "sum_" + corner, List.of(sum, part));
    }
    return graph.node(
        "Reshape",
        PREFIX + "sampled",
        List.of(sum, graph.integers(PREFIX + "sampled_shape", 1, 3, size, size)));
  }

  private void place(
      Region region, int size, int row, int column, long[][] places, float[][] shares) {
    double right = (2 * column + 1.0) / size - 1;
    double down = (2 * row + 1.0) / size - 1;
    double x = side * (region.centreX() + right * region.axisX() - down * region.axisY()) - 0.5;
    double y = side * (region.centreY() + right * region.axisY() + down * region.axisX()) - 0.5;
    double left = Math.floor(x);
    double top = Math.floor(y);
    for (int corner = 0; corner < 4; corner++) {
      double cornerX = left + corner % 2;
      double cornerY = top + corner / 2;
      double share = (1 - Math.abs(x - cornerX)) * (1 - Math.abs(y - cornerY));
      boolean inside = cornerX >= 0 && cornerX < side && cornerY >= 0 && cornerY < side;
      int index = row * size + column;
      places[corner][index] = inside ? (long) cornerY * side + (long) cornerX : (long) side * side;
      shares[corner][index] = (float) share;
    }
  }
}
