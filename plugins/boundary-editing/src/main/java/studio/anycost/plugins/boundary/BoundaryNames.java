package studio.anycost.plugins.boundary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import studio.anycost.api.parameter.Parameter;

/**
 * Turns the names that boundaries have in checkpoints into parameter keys and labels: {@code
 * 31_Smiling} becomes {@code Smiling}.
 *
 * <p>The same names in the same order always give the same keys: recipes store them.
 */
final class BoundaryNames {
  /** A number that counts boundaries; the five of the shadow belongs to its name. */
  private static final Pattern NUMBERED =
      Pattern.compile("^\\d+_(?!o_clock)(?=.)", Pattern.CASE_INSENSITIVE);

  private static final Pattern NOT_IN_KEYS = Pattern.compile("[^A-Za-z0-9_.-]");
  private static final int MAX_LENGTH = 64;

  private BoundaryNames() {}

  /**
   * One parameter key per name, in order; all differ, also when case is ignored, because the
   * command line ignores it.
   */
  static List<String> keys(List<String> names) {
    List<String> shortNames =
        names.stream().map(name -> clean(NUMBERED.matcher(name).replaceFirst(""))).toList();
    Map<String, Integer> uses = new HashMap<>();
    uses.put(folded(BoundaryEdit.STYLES), 1);
    uses.put(folded(BoundaryEdit.KEEP), 1);
    shortNames.forEach(name -> uses.merge(folded(name), 1, Integer::sum));

    Set<String> taken =
        new HashSet<>(Set.of(folded(BoundaryEdit.STYLES), folded(BoundaryEdit.KEEP)));
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String shortName = shortNames.get(i);
      boolean unique = uses.get(folded(shortName)) == 1;
      keys.add(unused(unique ? shortName : clean(names.get(i)), taken));
    }
    return List.copyOf(keys);
  }

  /**
   * What boundaries are called for people, in order: their names without the number that counts
   * them, with what keys cannot hold, and with what the key says more where names sound alike.
   */
  static List<String> labels(List<String> names) {
    List<String> keys = keys(names);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      labels.add(label(names.get(i), keys.get(i)));
    }
    return List.copyOf(labels);
  }

  private static String label(String name, String key) {
    String shortName = NUMBERED.matcher(name).replaceFirst("");
    for (String text : List.of(shortName, name)) {
      String plain = clean(text);
      if (key.startsWith(plain)) {
        String written = label(text);
        return written.isEmpty()
            ? label(key)
            : written + key.substring(plain.length()).replace('-', ' ');
      }
    }
    // Cut to make room for its number.
    return label(key);
  }

  /** The key for people: {@code 5_o_Clock_Shadow} becomes {@code 5 o'Clock Shadow}. */
  static String label(String key) {
    return key.replace("o_Clock", "o'Clock").replace('_', ' ').strip();
  }

  /** What an attribute is called in the language of the studio. */
  static String shown(String name) {
    return Texts.named("boundary-editing/" + NUMBERED.matcher(name).replaceFirst("") + "/label")
        .orElseGet(() -> label(name));
  }

  private static String clean(String name) {
    String legal = NOT_IN_KEYS.matcher(name).replaceAll("_");
    boolean startsWell = !legal.isEmpty() && Parameter.KEY.matcher(legal.substring(0, 1)).matches();
    String key = startsWell ? legal : "boundary" + legal;
    return key.substring(0, Math.min(key.length(), MAX_LENGTH));
  }

  private static String unused(String wanted, Set<String> taken) {
    String key = wanted;
    for (int number = 2; !taken.add(folded(key)); number++) {
      String suffix = "-" + number;
      key = wanted.substring(0, Math.min(wanted.length(), MAX_LENGTH - suffix.length())) + suffix;
    }
    return key;
  }

  private static String folded(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
