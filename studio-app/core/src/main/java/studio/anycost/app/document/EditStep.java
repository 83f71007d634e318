package studio.anycost.app.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import studio.anycost.api.parameter.Parameter;

/**
 * The values of one edit, as text, so that a step outlives the plugin that it belongs to.
 *
 * @param editId the id of the contribution
 * @param values parameter key to text, as {@link
 *     studio.anycost.api.parameter.ParameterValues#toText} writes it; defaults are left out
 */
public record EditStep(String editId, Map<String, String> values) {
  public EditStep {
    requireKey(editId);
    Map<String, String> copy = new LinkedHashMap<>();
    values.forEach(
        (key, text) -> {
          requireKey(key);
          copy.put(key, Objects.requireNonNull(text));
        });
    values = Collections.unmodifiableMap(copy);
  }

  /** Whether everything is at its default, so that the step changes nothing. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The same step but for one value. */
  public EditStep with(String key, String text) {
    Map<String, String> copy = new LinkedHashMap<>(values);
    copy.put(key, text);
    return new EditStep(editId, copy);
  }

  private static void requireKey(String key) {
    if (!Parameter.KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "'" + key + "' names no edit or parameter: use letters, digits and _ . - (64 at most).");
    }
  }
}
