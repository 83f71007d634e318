package studio.anycost.app.fx.palette;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import studio.anycost.app.fx.action.StudioAction;

/** Finds actions by words. */
final class ActionSearch {
  /** So many letters have to be the same where a word is written in another form. */
  private static final int STEM = 4;

  private final List<StudioAction> actions;

  ActionSearch(List<StudioAction> actions) {
    this.actions = List.copyOf(actions);
  }

  /**
   * Those in whose name or group all words stand, if only in another form, as "smile" does in
   * "Smiling"; first those whose name begins so, then those with a word that begins so, then the
   * others, and what can be done now before what cannot.
   *
   * @param more what else may be looked for by name, and is not to be seen otherwise
   */
  List<StudioAction> find(String query, List<StudioAction> more) {
    String wanted = query.strip().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return ordered(actions.stream(), wanted);
    }
    String[] words = wanted.split("\\s+");
    return ordered(
        Stream.concat(actions.stream(), more.stream())
            .filter(action -> Arrays.stream(words).allMatch(word -> stands(word, text(action)))),
        wanted);
  }

  private static List<StudioAction> ordered(Stream<StudioAction> found, String wanted) {
    return found
        .sorted(
            Comparator.comparing((StudioAction action) -> action.disabled().get())
                .thenComparing(action -> rank(action, wanted)))
        .toList();
  }

  private static boolean stands(String word, String text) {
    return text.contains(word) || stands(stem(word), text, word.length());
  }

  /** Whether some word begins so and goes on otherwise: a longer one is another word. */
  private static boolean stands(String stem, String text, int length) {
    return stem.length() >= STEM
        && Arrays.stream(text.split("\\s+"))
            .anyMatch(word -> word.startsWith(stem) && word.length() <= length + 2);
  }

  private static String stem(String word) {
    return word.substring(0, word.length() - 1);
  }

  private static String text(StudioAction action) {
    return (action.label() + " " + action.group()).toLowerCase(Locale.ROOT);
  }

  private static int rank(StudioAction action, String wanted) {
    String label = action.label().toLowerCase(Locale.ROOT);
    if (label.startsWith(wanted)) {
      return 0;
    }
    if (label.contains(" " + wanted)) {
      return 1;
    }
    return label.contains(wanted) ? 2 : 3;
  }
}
