package studio.anycost.app.document;

import studio.anycost.api.parameter.Parameter;

/** The names of contributions and parameters. */
final class Keys {
  private Keys() {}

  /**
   * Returns a key.
   *
   * @throws IllegalArgumentException with a sentence if it cannot be one
   */
  static String require(String key) {
    if (!Parameter.KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "'"
              + key
              + "' names no contribution or parameter: use letters, digits and _ . - (64 at"
              + " most).");
    }
    return key;
  }
}
