package studio.anycost.export.boundaries;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that a manifest takes, each only once. */
public final class DirectionNames {
  /** As long as manifests allow, with room for a number. */
  private static final int MAX_CHARACTERS = 190;

  /** A number that counts boundaries; the five of the shadow belongs to its name. */
  private static final Pattern NUMBERED =
      Pattern.compile("^\\d+_(?!o_clock)(?=.)", Pattern.CASE_INSENSITIVE);

  private final Set<String> taken = new HashSet<>();

  /**
   * What is left of a boundary's name where it is shown or typed: {@code 31_Smiling} is {@code
   * smiling}, and {@code 00_5_o_Clock_Shadow} is {@code 5_o_clock_shadow}, as it is without the
   * number. Two boundaries of a model that sound alike would change the keys of each other's
   * sliders, which recipes store.
   */
  public static String heard(String name) {
    return NUMBERED
        .matcher(name)
        .replaceFirst("")
        .replaceAll("[^A-Za-z0-9]+", "_")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * The name without what no manifest takes: control characters, blanks around it, great length.
   */
  static String fit(String name) {
    StringBuilder text = new StringBuilder();
    name.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .forEach(text::appendCodePoint);
    String clean = text.toString().strip();
    if (clean.length() > MAX_CHARACTERS) {
      int end = Character.isHighSurrogate(clean.charAt(MAX_CHARACTERS - 1)) ? 1 : 0;
      clean = clean.substring(0, MAX_CHARACTERS - end).strip();
    }
    // The latter has a meaning in safetensors files.
    return clean.isEmpty() || clean.equals("__metadata__") ? "boundary" : clean;
  }

  /**
   * The name, or if it is taken, with what it comes from before it, or with a number behind it.
   *
   * @param origin the file's name, which tells equal names apart
   */
  String unique(String name, String origin) {
    String fit = fit(name);
    String wanted = taken.contains(fit) ? fit(origin + " " + fit) : fit;
    String free = wanted;
    for (int number = 2; !taken.add(free); number++) {
      free = wanted + " " + number;
    }
    return free;
  }
}
