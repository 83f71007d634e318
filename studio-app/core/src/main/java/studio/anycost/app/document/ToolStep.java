package studio.anycost.app.document;

import java.util.Map;
import java.util.Objects;
import studio.anycost.api.parameter.ParameterValues;

/**
 * One run of a tool: what made the document's base style, or found the place of its face. Kept so
 * that the same can be done with another photo. A step outlives the plugin that it belongs to.
 *
 * @param toolId the id of the contribution
 * @param values what differs from the defaults
 */
public record ToolStep(String toolId, StepValues values) {
  public ToolStep {
    Keys.require(toolId);
    Objects.requireNonNull(values);
  }

  /** A run of a tool that is there. */
  public static ToolStep of(String toolId, ParameterValues values) {
    return new ToolStep(toolId, StepValues.of(values));
  }

  /** The run as a file holds it; see {@link StepValues#written}. */
  public static ToolStep written(String toolId, Map<String, String> texts) {
    return new ToolStep(toolId, StepValues.written(texts));
  }
}
