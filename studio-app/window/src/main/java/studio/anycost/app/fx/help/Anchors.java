package studio.anycost.app.fx.help;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names of headings as links have them: GitHub's rule, because the same texts are read there. */
final class Anchors {
  private final Map<String, Integer> used = new HashMap<>();

  /** The anchor of the next heading of a document. */
  String next(String heading) {
    String anchor =
        heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
    int count = used.merge(anchor, 1, Integer::sum);
    return count == 1 ? anchor : anchor + "-" + (count - 1);
  }
}
