package studio.anycost.app.words;

import java.util.Locale;
import studio.anycost.api.words.WordBook;

/** The sentences of the core, in the language of the studio. */
public final class Texts {
  private Texts() {}

  /**
   * A sentence; see {@link WordBook#text}. Looks for its language each time: the window sets that
   * when some of the core is loaded already.
   */
  public static String of(String key, Object... arguments) {
    return WordBook.of(Texts.class).text(key, arguments);
  }

  /** How numbers are written beside the sentences. */
  public static Locale locale() {
    return Locale.getDefault();
  }
}
