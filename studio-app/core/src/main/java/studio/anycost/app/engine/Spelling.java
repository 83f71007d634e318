package studio.anycost.app.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How far one word is from another. */
public final class Spelling {
  private static final int LONGEST = 128;

  private static final int SUGGESTIONS = 2;

  private Spelling() {}

  /** The words that somebody may have meant who mistyped one, the likeliest first; often none. */
  public static List<String> closest(String mistyped, Collection<String> words) {
    int most = 1 + mistyped.length() / 4;
    return words.stream()
        .filter(word -> distance(mistyped, word) <= most)
        .sorted(Comparator.comparingInt(word -> distance(mistyped, word)))
        .limit(SUGGESTIONS)
        .toList();
  }

  /** Levenshtein's distance. */
  static int distance(String a, String b) {
    if (a.length() > LONGEST || b.length() > LONGEST) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitution, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
