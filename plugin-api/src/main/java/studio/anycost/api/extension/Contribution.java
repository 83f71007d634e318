package studio.anycost.api.extension;

import org.pf4j.ExtensionPoint;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.parameter.ParameterSchema;

/**
 * What all extension points have in common. Methods here must be quick and free of side effects.
 */
public interface Contribution extends ExtensionPoint {
  /** Name and place; the same at every call. */
  ContributionInfo info();

  /** The parameters for one generator; asked again when another bundle is opened. */
  ParameterSchema parameters(GeneratorDescription generator);
}
