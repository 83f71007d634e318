package studio.anycost.app.engine;

import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.parameter.ParameterSchema;

/**
 * An edit of a plugin as it is for the open generator.
 *
 * @param edit the code
 * @param info name and place
 * @param schema its parameters for the open generator
 */
public record EditContribution(Edit edit, ContributionInfo info, ParameterSchema schema) {
  /** Shorthand for {@code info().id()}. */
  public String id() {
    return info.id();
  }
}
