package studio.anycost.app.engine;

import studio.anycost.api.parameter.Parameter;

/** A parameter of an edit, found by a name that a person wrote. */
public record ParameterAddress(EditContribution contribution, Parameter<?> parameter) {
  /** The name that always finds it: {@code editId.key}. */
  public String qualifiedName() {
    return contribution.id() + "." + parameter.key();
  }
}
