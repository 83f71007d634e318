package studio.anycost.app.engine;

import java.util.Objects;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.parameter.ParameterSchema;

/**
 * A contribution of a plugin as it is for the open generator: what controls, options of the command
 * line and values in documents are made of, whatever kind it is of.
 *
 * @param contribution the code, behind its guard
 * @param info name and place
 * @param schema its parameters for the open generator
 * @param <T> the kind
 */
public record Offered<T extends Contribution>(
    T contribution, ContributionInfo info, ParameterSchema schema) {
  public Offered {
    Objects.requireNonNull(contribution);
    Objects.requireNonNull(info);
    Objects.requireNonNull(schema);
  }

  /** Shorthand for {@code info().id()}. */
  public String id() {
    return info.id();
  }
}
