package studio.anycost.app.fx.palette;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import studio.anycost.app.fx.action.StudioAction;

/** Finds actions by words. */
final class ActionSearch {
  private final List<StudioAction> actions;

  ActionSearch(List<StudioAction> actions) {
    this.actions = List.copyOf(actions);
  }

  /**
   * Those in whose name or group all words stand; first those whose name begins so, then those with
   * a word that begins so, then the others, and what can be done now before what cannot.
   */
  List<StudioAction> find(String query) {
    String wanted = query.strip().toLowerCase(Locale.ROOT);
    String[] words = wanted.split("\\s+");
    return actions.stream()
        .filter(action -> Arrays.stream(words).allMatch(text(action)::contains))
        .sorted(
            Comparator.comparing((StudioAction action) -> action.disabled().get())
                .thenComparing(action -> rank(action, wanted)))
        .toList();
  }

  private static String text(StudioAction action) {
    return (action.label() + " " + action.group()).toLowerCase(Locale.ROOT);
  }

  private static int rank(StudioAction action, String wanted) {
    String label = action.label().toLowerCase(Locale.ROOT);
    if (label.startsWith(wanted)) {
      return 0;
    }
    return label.contains(" " + wanted) ? 1 : 2;
  }
}
