package studio.anycost.export.boundaries;

import java.util.Map;
import java.util.Optional;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Validation;

/**
 * What safetensors files say of boundaries beside their values: what found one, under its name with
 * {@value #FINDER}, and how it did on faces that it was not learnt from, its accuracy and their
 * number, under its name with {@value #VALIDATION}.
 */
public final class BoundaryTexts {
  private static final String FINDER = "/finder";
  private static final String VALIDATION = "/validation";

  private BoundaryTexts() {}

  /**
   * Adds what is known of a boundary.
   *
   * @param name that it has in the file
   */
  public static void put(Boundary boundary, String name, Map<String, String> texts) {
    boundary.finder().ifPresent(who -> texts.put(name + FINDER, who));
    boundary
        .validation()
        .ifPresent(
            judged -> texts.put(name + VALIDATION, judged.accuracy() + " " + judged.faces()));
  }

  /** Whether a text is one of these, of whatever boundary. */
  public static boolean isKnown(String key) {
    return key.endsWith(FINDER) || key.endsWith(VALIDATION);
  }

  /** What found a boundary, as the file has it; empty if it does not say. */
  public static Optional<String> finder(String name, Map<String, String> texts) {
    return Optional.ofNullable(texts.get(name + FINDER));
  }

  /** How a boundary did; empty if the file does not say, or if what it says makes no sense. */
  public static Optional<Validation> validation(String name, Map<String, String> texts) {
    String[] judged = texts.getOrDefault(name + VALIDATION, "").split(" ");
    try {
      return judged.length == 2
          ? Optional.of(new Validation(Double.parseDouble(judged[0]), Integer.parseInt(judged[1])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
