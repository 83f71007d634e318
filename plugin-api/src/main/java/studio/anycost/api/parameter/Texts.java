package studio.anycost.api.parameter;

import studio.anycost.api.words.WordBook;

/** What parameters refuse, in the language of the studio. */
final class Texts {
  private Texts() {}

  static String of(String key, Object... arguments) {
    return WordBook.of(Texts.class).text(key, arguments);
  }
}
