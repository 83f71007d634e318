package studio.anycost.app.engine;

import java.util.Objects;
import java.util.Optional;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.app.plugin.Guarded;

/**
 * A contribution of a plugin as it is for the open generator: what controls, options of the command
 * line and values in documents are made of, whatever kind it is of.
 *
 * @param contribution the code, behind its guard
 * @param info name and place
 * @param schema its parameters for the open generator
 * @param obstacle why it cannot work with the open generator, a sentence; empty if it can
 * @param original the same as the plugin calls it, if this is as another language calls it
 * @param <T> the kind
 */
public record Offered<T extends Contribution>(
    T contribution,
    ContributionInfo info,
    ParameterSchema schema,
    Optional<String> obstacle,
    Optional<Offered<T>> original) {
  public Offered {
    Objects.requireNonNull(contribution);
    Objects.requireNonNull(info);
    Objects.requireNonNull(schema);
    Objects.requireNonNull(obstacle);
    Objects.requireNonNull(original);
  }

  /** One as the plugin calls it. */
  public Offered(
      T contribution, ContributionInfo info, ParameterSchema schema, Optional<String> obstacle) {
    this(contribution, info, schema, obstacle, Optional.empty());
  }

  /** One that nothing keeps from working. */
  public Offered(T contribution, ContributionInfo info, ParameterSchema schema) {
    this(contribution, info, schema, Optional.empty());
  }

  /** Shorthand for {@code info().id()}. */
  public String id() {
    return info.id();
  }

  /**
   * The same as the language of the studio calls it, to be shown. What is written into files is the
   * same in every language: keys, and the names of this one.
   */
  public Offered<T> translated() {
    if (!(contribution instanceof Guarded guarded)) {
      return this;
    }
    return new Offered<>(
        contribution,
        guarded.words().of(info),
        guarded.words().of(info.id(), schema),
        obstacle,
        Optional.of(this));
  }

  /** What it found, with its figures as the language of the studio calls them. */
  public FoundDirection translated(FoundDirection found) {
    return contribution instanceof Guarded guarded ? guarded.words().of(info.id(), found) : found;
  }

  /** The same as the plugin calls it, for what is written into files. */
  public Offered<T> asWritten() {
    return original.orElse(this);
  }
}
