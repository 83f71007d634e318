package studio.anycost.export.features;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.models.io.Printable;

/** Where in a checkpoint names are. */
final class Names {
  private static final int TOLD = 8;

  private Names() {}

  /**
   * What stands before a name, with a dot at its end unless it is empty; the first that there is.
   */
  static Optional<String> prefix(TensorTable all, String name) {
    return all.names().stream()
        .filter(each -> each.equals(name) || each.endsWith("." + name))
        .map(each -> each.substring(0, each.length() - name.length()))
        .findFirst();
  }

  /** What there is instead, for a message. */
  static String some(TensorTable all) {
    Set<String> keys = new LinkedHashSet<>();
    all.names().forEach(name -> keys.add(name.split("\\.")[0]));
    if (keys.isEmpty()) {
      return "no tensors";
    }
    String first =
        keys.stream()
            .limit(TOLD)
            .map(key -> "'" + Printable.of(key) + "'")
            .collect(Collectors.joining(", "));
    return keys.size() > TOLD ? first + " and " + (keys.size() - TOLD) + " more" : first;
  }
}
