package studio.anycost.api.extension;

import java.util.Optional;
import org.pf4j.ExtensionPoint;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;

/**
 * What all extension points have in common. Methods here must be quick and free of side effects.
 */
public interface Contribution extends ExtensionPoint {
  /** Name and place; the same at every call. */
  ContributionInfo info();

  /** The parameters for one generator; asked again when another bundle is opened. */
  ParameterSchema parameters(GeneratorDescription generator);

  /**
   * Why it cannot do anything with a generator, for instance because that has no encoder; asked
   * again when another bundle is opened.
   *
   * @return a sentence for people that says what can be done about it; empty if it can
   */
  default Optional<String> obstacle(GeneratorDescription generator) {
    return Optional.empty();
  }

  /**
   * What has to be set before it can begin, for instance marks that a person makes; asked again at
   * every change.
   *
   * @param values that it would run with
   * @return a sentence for people; empty if it can begin
   */
  default Optional<String> missing(ParameterValues values) {
    return Optional.empty();
  }
}
