package studio.anycost.models.graph.blocked;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums over the pixels of a strip for every channel, of its own rows only. Written as matrix
 * products of the maps as they lie in memory, which read them once.
 */
final class PixelSums {
  private final BlockedGraph graph;
  private final int side;
  private final Map<String, String> owns = new HashMap<>();

  /**
   * @param side columns of the maps
   */
  PixelSums(BlockedGraph graph, int side) {
    this.graph = graph;
    this.side = side;
  }

  /**
   * One for the pixels of own rows, zero for others, {@code [1, rows * side]}.
   *
   * @param rows of the maps
   * @param from first own row among them
   * @param to row after the last own one
   */
  String own(int rows, int from, int to) {
    return owns.computeIfAbsent(
        rows + "/" + from + "/" + to,
        key -> {
          float[] values = new float[rows * side];
          Arrays.fill(values, from * side, to * side, 1);
          return graph.constant("own/" + key, values, 1, (long) rows * side);
        });
  }

  /**
   * The sums of a map times each of some rows of weights.
   *
   * @param weights {@code [n, rows * side]}
   * @param map {@code [1, c, rows, side]} in the blocked layout
   * @return {@code [c / b, n, b]}
   */
  String weighted(String name, String weights, String map, int channels, int rows) {
    return graph.node("MatMul", name + "/sums", List.of(weights, flat(map, channels, rows)));
  }

  /**
   * The sums of the product of two maps, {@code [1, padded(channels)]}.
   *
   * @param own as {@link #own} gives it
   */
  String product(String name, String one, String other, String own, int channels, int rows) {
    String product =
        graph.node(
            "Mul",
            name + "/product",
            List.of(flat(one, channels, rows), flat(other, channels, rows)));
    String sums = graph.node("MatMul", name + "/product_sums", List.of(own, product));
    return graph.reshape(sums, 1, graph.layout().padded(channels));
  }

  private String flat(String map, int channels, int rows) {
    BlockedLayout layout = graph.layout();
    return graph.reshape(map, layout.blocks(channels), (long) rows * side, layout.block());
  }
}
