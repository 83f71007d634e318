package studio.anycost.export.checkpoint;

import java.util.Collection;
import java.util.stream.Collectors;

/** Makes text that a stranger wrote fit for a one-line message. */
final class Printable {
  private static final int LONGEST = 120;
  private static final int MOST_NAMES = 20;

  private Printable() {}

  /** The text, cut when long, with every control character replaced. */
  static String of(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    StringBuilder safe = new StringBuilder(cut.length());
    cut.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }

  /** The first names, quoted and parted by commas; "nothing" if there are none. */
  static String list(Collection<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    String first =
        names.stream()
            .limit(MOST_NAMES)
            .map(name -> "'" + of(name) + "'")
            .collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
