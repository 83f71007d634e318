package studio.anycost.app.document;

import com.fasterxml.jackson.databind.JsonNode;
import studio.anycost.app.words.Texts;

/** Takes parts out of a text that may be hostile; refuses with a sentence. */
final class JsonParts {
  private static final int MAX_TEXT = 4096;
  private static final int MAX_NAME = 60;

  private JsonParts() {}

  static JsonNode object(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (!node.isObject()) {
      throw refusal(Texts.of("document.jsonParts.thePartIsMissing", field));
    }
    return node;
  }

  static String text(JsonNode parent, String field) {
    if (!parent.path(field).isTextual()) {
      throw refusal(Texts.of("document.jsonParts.theTextIsMissing", field));
    }
    return shortText(parent.path(field), field);
  }

  /**
   * @param field where it stands, for people; a hostile file may call it anything
   */
  static String shortText(JsonNode node, String field) {
    if (!node.isTextual() || node.textValue().length() > MAX_TEXT) {
      String named = field.length() > MAX_NAME ? field.substring(0, MAX_NAME) + "\u2026" : field;
      throw refusal(Texts.of("document.jsonParts.itHoldsSomethingElse", named));
    }
    return node.textValue();
  }

  static long whole(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw refusal(Texts.of("document.jsonParts.theWholeNumberIs", field));
    }
    return node.longValue();
  }

  /** A whole number from 0 to one below a count. */
  static int index(JsonNode parent, String field, int count) {
    long index = whole(parent, field);
    if (index < 0 || index >= count) {
      throw refusal(Texts.of("document.jsonParts.itsDoesNotExist", field, index));
    }
    return (int) index;
  }

  static double number(JsonNode parent, String field) {
    JsonNode node = parent.path(field);
    if (!node.isNumber()) {
      throw refusal(Texts.of("document.jsonParts.theNumberIsMissing", field));
    }
    return node.doubleValue();
  }

  /**
   * A list, empty if there is none.
   *
   * @param what it holds, in the plural, for people
   */
  static JsonNode list(JsonNode parent, String field, int most, String what) {
    JsonNode node = parent.path(field);
    boolean fits = node.isMissingNode() || node.isArray() && node.size() <= most;
    if (!fits) {
      throw refusal(Texts.of("document.jsonParts.tooLongList", what, most));
    }
    return node;
  }

  static IllegalArgumentException refusal(String sentence) {
    return new IllegalArgumentException(sentence);
  }
}
