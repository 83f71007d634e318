package studio.anycost.app.engine;

import studio.anycost.api.parameter.Parameter;

/** A parameter of a contribution, found by a name that a person wrote. */
public record ParameterAddress(Offered<?> contribution, Parameter<?> parameter) {
  /** The name that always finds it: {@code id.key}. */
  public String qualifiedName() {
    return contribution.id() + "." + parameter.key();
  }
}
