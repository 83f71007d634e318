package studio.anycost.app.document;

import java.util.Map;
import java.util.Objects;
import studio.anycost.api.parameter.ParameterValues;

/**
 * The values of one edit. A step outlives the plugin that it belongs to.
 *
 * @param editId the id of the contribution
 * @param values what differs from the defaults
 */
public record EditStep(String editId, StepValues values) {
  public EditStep {
    Keys.require(editId);
    Objects.requireNonNull(values);
  }

  /** The step of an edit that is there. */
  public static EditStep of(String editId, ParameterValues values) {
    return new EditStep(editId, StepValues.of(values));
  }

  /** The step as a file holds it; see {@link StepValues#written}. */
  public static EditStep written(String editId, Map<String, String> texts) {
    return new EditStep(editId, StepValues.written(texts));
  }

  /** Whether everything is at its default, so that the step changes nothing. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The same step but for one value, as text. */
  public EditStep with(String key, String text) {
    return new EditStep(editId, values.with(key, text));
  }
}
