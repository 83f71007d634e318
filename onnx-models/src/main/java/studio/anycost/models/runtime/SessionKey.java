package studio.anycost.models.runtime;

import java.util.List;

/**
 * What makes two sessions the same.
 *
 * @param bundle identity of the bundle
 * @param graph name of the graph within it
 * @param widths the widths that the graph was sliced to; empty for a graph without symbols
 */
record SessionKey(String bundle, String graph, List<Integer> widths) {
  SessionKey {
    widths = List.copyOf(widths);
  }
}
