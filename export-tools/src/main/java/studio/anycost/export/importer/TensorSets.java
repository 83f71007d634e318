package studio.anycost.export.importer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.models.io.Printable;

/**
 * Sets of tensors in a checkpoint that belong to one network: everything below one path, be that a
 * key ({@code g_ema}), a prefix of the names ({@code module.}) or both. A path is empty at the root
 * of the file, otherwise without a dot at its end.
 */
final class TensorSets {
  private TensorSets() {}

  /** The paths below which one of the names is, in the order of the file; a new set. */
  static Set<String> paths(TensorTable all, Collection<String> names) {
    Set<String> paths = new LinkedHashSet<>();
    for (String tensor : all.names()) {
      for (String name : names) {
        if (tensor.equals(name)) {
          paths.add("");
        } else if (tensor.endsWith("." + name)) {
          paths.add(tensor.substring(0, tensor.length() - name.length() - 1));
        }
      }
    }
    return paths;
  }

  /** The tensors below a path. */
  static TensorTable below(TensorTable all, String path) {
    return path.isEmpty() ? all : all.below(path + ".", quoted(path));
  }

  /** Whether a path, or the name of a tensor, is the given path or lies below it. */
  static boolean isWithin(String path, String outer) {
    return outer.isEmpty() || path.equals(outer) || path.startsWith(outer + ".");
  }

  /** The path and those above it, the nearest first, the root last. */
  static List<String> upwards(String path) {
    List<String> result = new ArrayList<>();
    String rest = path;
    while (!rest.isEmpty()) {
      result.add(rest);
      rest = rest.substring(0, Math.max(0, rest.lastIndexOf('.')));
    }
    result.add("");
    return result;
  }

  /** The name of a tensor below a path. */
  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Whether a path says that its weights are averaged over the training, as {@code g_ema} does. */
  static boolean isAveraged(String path) {
    return segments(path).stream()
        .anyMatch(segment -> segment.matches("(.*[_-])?(ema|running|averaged?)([_-].*)?"));
  }

  /** The parts of a path or name, in lower case. */
  static List<String> segments(String path) {
    return List.of(path.toLowerCase(Locale.ROOT).split("\\."));
  }

  /** A path for a message. */
  static String quoted(String path) {
    return path.isEmpty() ? "the root of the file" : "'" + Printable.of(path) + "'";
  }

  /** Paths for a message. */
  static String quoted(Collection<String> paths) {
    return paths.stream().limit(12).map(TensorSets::quoted).collect(Collectors.joining(", "))
        + (paths.size() > 12 ? " and " + (paths.size() - 12) + " more" : "");
  }
}
