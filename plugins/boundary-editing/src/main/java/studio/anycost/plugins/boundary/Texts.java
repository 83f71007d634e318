package studio.anycost.plugins.boundary;

import java.util.Optional;
import studio.anycost.api.words.WordBook;

/** What the plugin says while it works, in the language of the studio. */
final class Texts {
  private static final WordBook WORDS = WordBook.ofPlugin(Texts.class);

  private Texts() {}

  /** What a file of another language calls something, if it does. */
  static Optional<String> named(String key) {
    return WORDS.find(key);
  }

  static String of(String key, Object... arguments) {
    return WORDS.text(key, arguments);
  }
}
