package studio.anycost.app.engine;

import java.util.regex.Pattern;
import studio.anycost.api.model.GeneratorDescription;

/** Identities of models as names of files. */
final class Identities {
  private static final Pattern IDENTITY = Pattern.compile("[0-9a-f]{8,128}");

  private Identities() {}

  /**
   * @throws IllegalArgumentException if it could leave its folder
   */
  static String require(GeneratorDescription model) {
    if (!IDENTITY.matcher(model.identity()).matches()) {
      throw new IllegalArgumentException("'" + model.identity() + "' is no identity of a model.");
    }
    return model.identity();
  }
}
