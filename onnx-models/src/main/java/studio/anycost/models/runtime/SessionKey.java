package studio.anycost.models.runtime;

import java.util.List;

/**
 * What makes two sessions the same.
 *
 * @param bundle identity of the bundle, or of the file that belongs to none
 * @param graph name of the graph within it
 * @param widths the widths that the graph was sliced to; empty for a graph without symbols
 * @param cores that a run keeps busy, which is fixed when the session is built
 */
record SessionKey(String bundle, String graph, List<Integer> widths, Cores cores) {
  SessionKey {
    widths = List.copyOf(widths);
  }

  /** For runs on all cores. */
  SessionKey(String bundle, String graph, List<Integer> widths) {
    this(bundle, graph, widths, Cores.ALL);
  }
}
