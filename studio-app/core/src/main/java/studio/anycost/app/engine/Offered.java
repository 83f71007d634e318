package studio.anycost.app.engine;

import java.util.Objects;
import java.util.Optional;
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
 * @param obstacle why it cannot work with the open generator, a sentence; empty if it can
 * @param <T> the kind
 */
public record Offered<T extends Contribution>(
    T contribution, ContributionInfo info, ParameterSchema schema, Optional<String> obstacle) {
  public Offered {
    Objects.requireNonNull(contribution);
    Objects.requireNonNull(info);
    Objects.requireNonNull(schema);
    Objects.requireNonNull(obstacle);
  }

  /** One that nothing keeps from working. */
  public Offered(T contribution, ContributionInfo info, ParameterSchema schema) {
    this(contribution, info, schema, Optional.empty());
  }

  /** Shorthand for {@code info().id()}. */
  public String id() {
    return info.id();
  }
}
