package studio.anycost.app.fx.words;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import studio.anycost.api.words.WordBook;

/** The sentences and labels of the window, in the language that it was started in. */
public final class Texts {
  private static final WordBook WORDS = WordBook.of(Texts.class);
  private static final WordBook ENGLISH = WordBook.of(Texts.class, Locale.ENGLISH);

  private Texts() {}

  /**
   * A sentence; see {@link WordBook#text}.
   *
   * @param key as in {@code words.properties}, written out where it is asked for: a test looks for
   *     it there
   */
  public static String of(String key, Object... arguments) {
    return WORDS.text(key, arguments);
  }

  /** The same as files have it, which are in English whatever the window speaks. */
  public static String written(String key, Object... arguments) {
    return ENGLISH.text(key, arguments);
  }

  /** All keys that begin with a text. */
  public static SortedSet<String> keys(String beginning) {
    return ENGLISH.keys().stream()
        .filter(key -> key.startsWith(beginning))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** How numbers are written in the window. */
  public static Locale locale() {
    return WORDS.locale();
  }
}
