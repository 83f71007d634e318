package studio.anycost.models.graph.blocked;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.models.graph.GraphBuilder.Attribute;

/**
 * A map in the blocked layout that is there in pieces of rows, from the top, which may overlap. Any
 * rows of it can be had; pieces that are wanted whole are not copied before they are joined.
 */
final class RowPieces {
  private final BlockedGraph graph;
  private final String name;
  private final int blocks;
  private final int side;
  private final List<Piece> pieces = new ArrayList<>();

  /**
   * @param blocks of channels
   * @param side columns
   */
  RowPieces(BlockedGraph graph, String name, int blocks, int side) {
    this.graph = graph;
    this.name = name;
    this.blocks = blocks;
    this.side = side;
  }

  private record Piece(String lines, int from, int to) {}

  /**
   * Adds the next rows.
   *
   * @param value the memory of {@code [blocks, to - from, side, block]} in any shape
   */
  void add(String value, int from, int to) {
    pieces.add(new Piece(graph.reshape(value, blocks, to - from, line()), from, to));
  }

  private long line() {
    return (long) side * graph.layout().block();
  }

  /** The rows from..to as {@code [1, channels, to - from, side]}. */
  String rows(int from, int to) {
    List<String> parts = new ArrayList<>();
    int next = from;
    for (int i = 0; i < pieces.size() && next < to; i++) {
      Piece piece = pieces.get(i);
      int end = Math.min(to, piece.to);
      if (i + 1 < pieces.size()) {
        // A later piece that can be taken whole is.
        Piece later = pieces.get(i + 1);
        if (later.from >= next && later.to <= to) {
          end = Math.min(end, later.from);
        }
      }
      if (piece.from <= next && end > next) {
        boolean whole = next == piece.from && end == piece.to;
        parts.add(
            whole ? piece.lines : graph.slice(piece.lines, 1, next - piece.from, end - piece.from));
        next = end;
      }
    }
    if (next < to) {
      throw new IllegalArgumentException(name + " has no row " + next + ".");
    }
    String joined =
        parts.size() == 1
            ? parts.get(0)
            : graph.node("Concat", name + "/rows", parts, Attribute.of("axis", 1));
    return graph.reshape(joined, 1, (long) blocks * graph.layout().block(), to - from, side);
  }
}
