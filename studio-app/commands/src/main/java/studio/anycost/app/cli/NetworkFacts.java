package studio.anycost.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.GraphSummary;

/**
 * What can be told of an image network by looking at its graph.
 *
 * @param convolutions in it; says which ResNet it is
 * @param storage of its weights
 * @param bytes of its file
 */
record NetworkFacts(long convolutions, String storage, long bytes) {
  /** Convolutions of the usual ResNets, shortcuts included, and what they are called. */
  private static final Map<Long, String> RESNETS =
      Map.of(
          20L, "ResNet-18",
          36L, "ResNet-34",
          53L, "ResNet-50",
          104L, "ResNet-101",
          155L, "ResNet-152");

  static NetworkFacts read(ModelBundle bundle, String file) throws IOException {
    GraphSummary graph = GraphSummary.read(bundle.read(file), file + " of " + bundle.title());
    return new NetworkFacts(
        graph.convolutions(),
        graph.storage().name().toLowerCase(Locale.ROOT),
        bundle.manifest().files().get(file).bytes());
  }

  private String kind() {
    return RESNETS.getOrDefault(convolutions, "a network of " + convolutions + " convolutions");
  }

  String text() {
    return kind() + ", " + storage + ", " + megabytes(bytes);
  }

  static String megabytes(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  void addTo(ObjectNode node) {
    node.put("kind", kind())
        .put("convolutions", convolutions)
        .put("storage", storage)
        .put("bytes", bytes);
  }
}
