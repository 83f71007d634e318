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
    return book().text(key, arguments);
  }

  /** All of them in the language of the studio. */
  public static WordBook book() {
    return WordBook.of(Texts.class);
  }

  /** The same as files have them, which are in English whatever the studio speaks. */
  public static WordBook written() {
    return WordBook.of(Texts.class, Locale.ENGLISH);
  }

  /** How numbers are written beside the sentences. */
  public static Locale locale() {
    return Locale.getDefault();
  }
}
