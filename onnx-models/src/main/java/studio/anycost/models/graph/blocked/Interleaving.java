package studio.anycost.models.graph.blocked;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.models.graph.GraphBuilder.Attribute;

/** Puts four maps together whose pixels alternate along both axes. */
final class Interleaving {
  private Interleaving() {}

  /**
   * Two passes that copy whole blocks.
   *
   * @param phases of even rows the even and the odd columns, then of odd rows; each {@code [1,
   *     padded(channels), rows, columns]} in the blocked layout
   * @return {@code [1, padded(channels), 2 rows, 2 columns]} in the blocked layout
   */
  static String add(
      BlockedGraph graph, String name, List<String> phases, int channels, int rows, int columns) {
    int block = graph.layout().block();
    long lines = (long) graph.layout().blocks(channels) * rows;
    List<String> interleaved = new ArrayList<>();
    for (int row = 0; row < 2; row++) {
      List<String> pair = new ArrayList<>();
      for (int column = 0; column < 2; column++) {
        pair.add(graph.reshape(phases.get(2 * row + column), lines * columns, block));
      }
      String line = graph.node("Concat", name + "/columns", pair, Attribute.of("axis", 1));
      interleaved.add(graph.reshape(line, lines, 2L * columns * block));
    }
    String whole = graph.node("Concat", name + "/rows", interleaved, Attribute.of("axis", 1));
    return graph.reshape(whole, 1, graph.layout().padded(channels), 2L * rows, 2L * columns);
  }
}
