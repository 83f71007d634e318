package studio.anycost.models.words;

import studio.anycost.api.words.WordBook;

/** What models, their files and the runtime say, in the language of the studio. */
public final class Texts {
  private Texts() {}

  /**
   * A sentence; see {@link WordBook#text}. Looks for its language each time: the window sets that
   * when some of the models' classes are loaded already.
   */
  public static String of(String key, Object... arguments) {
    return WordBook.of(Texts.class).text(key, arguments);
  }
}
