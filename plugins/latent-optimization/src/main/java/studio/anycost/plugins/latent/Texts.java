package studio.anycost.plugins.latent;

import studio.anycost.api.words.WordBook;

/** What the plugin says while it works, in the language of the studio. */
final class Texts {
  private static final WordBook WORDS = WordBook.ofPlugin(Texts.class);

  private Texts() {}

  static String of(String key, Object... arguments) {
    return WORDS.text(key, arguments);
  }
}
