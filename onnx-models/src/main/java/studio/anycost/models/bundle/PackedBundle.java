package studio.anycost.models.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The names of bundles that are one file: a zip. Beside the ending that says so there is one that
 * desktops know the studio by; what is in the file decides whether it is a bundle.
 */
public final class PackedBundle {
  /** Without the dots, the usual one first. */
  public static final List<String> ENDINGS = List.of("zip", "anycostmodel");

  private PackedBundle() {}

  /** Whether a file that is called so is taken for a packed bundle, or becomes one. */
  public static boolean isNamed(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(ending -> name.endsWith("." + ending));
  }
}
