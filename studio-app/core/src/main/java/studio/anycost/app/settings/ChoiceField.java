package studio.anycost.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A field that holds one word of a few. A newer studio may know more of them: one that is not known
 * reads as the default, and stays in the file until something else is chosen.
 *
 * @param name of the field
 * @param fallback where there is no such field, or its word is not known
 * @param word as which a value is written, in lower case
 */
record ChoiceField<E extends Enum<E>>(String name, E fallback, Function<E, String> word) {
  /** A field whose words are the names of its values. */
  static <E extends Enum<E>> ChoiceField<E> of(String name, E fallback) {
    return new ChoiceField<>(name, fallback, value -> value.name().toLowerCase(Locale.ROOT));
  }

  /**
   * The value in an object.
   *
   * @throws IllegalArgumentException if there is something that is no word
   */
  E read(JsonNode object) {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return fallback;
    }
    if (!node.isTextual()) {
      throw new IllegalArgumentException("\"" + name + "\" is no text.");
    }
    return known(node.textValue()).orElse(fallback);
  }

  /** Whether an object has a word here that is not known. */
  boolean isNewer(JsonNode object) {
    JsonNode node = object.path(name);
    return node.isTextual() && known(node.textValue()).isEmpty();
  }

  /**
   * Writes a value.
   *
   * @param before what the file said, which may be nothing
   */
  void write(ObjectNode object, E value, JsonNode before) {
    String text =
        value == fallback && isNewer(before) ? before.path(name).textValue() : word.apply(value);
    object.put(name, text);
  }

  private Optional<E> known(String text) {
    return Arrays.stream(fallback.getDeclaringClass().getEnumConstants())
        .filter(value -> word.apply(value).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
