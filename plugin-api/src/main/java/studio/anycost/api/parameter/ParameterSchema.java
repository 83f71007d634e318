package studio.anycost.api.parameter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ordered parameters of one plugin contribution; keys are unique. Immutable. */
public final class ParameterSchema {
  /** No parameters. */
  public static final ParameterSchema EMPTY = new ParameterSchema(List.of());

  private final Map<String, Parameter<?>> parameters;

  /**
   * @throws IllegalArgumentException if a key is declared twice, or a seed's face is truncated by
   *     what is no number among these
   */
  public ParameterSchema(List<? extends Parameter<?>> parameters) {
    Map<String, Parameter<?>> byKey = new LinkedHashMap<>();
    for (Parameter<?> parameter : parameters) {
      if (byKey.put(parameter.key(), parameter) != null) {
        throw new IllegalArgumentException(
            "The parameter key '" + parameter.key() + "' is declared twice.");
      }
    }
    this.parameters = java.util.Collections.unmodifiableMap(byKey);
    for (Parameter<?> parameter : parameters) {
      if (parameter instanceof SeedParameter seed) {
        seed.face()
            .flatMap(SeedParameter.DrawnFace::psi)
            .ifPresent(psi -> requireNumber(seed, psi));
      }
    }
  }

  private void requireNumber(SeedParameter seed, String psi) {
    if (!(parameters.get(psi) instanceof NumberParameter)) {
      throw new IllegalArgumentException(
          "The face of the seed '"
              + seed.key()
              + "' is truncated by '"
              + psi
              + "', which is no number of the same schema.");
    }
  }

  /** In declaration order. */
  public List<Parameter<?>> parameters() {
    return List.copyOf(parameters.values());
  }

  /** The parameter of that key. */
  public Optional<Parameter<?>> find(String key) {
    return Optional.ofNullable(parameters.get(key));
  }

  /** Every parameter at its default. */
  public ParameterValues defaults() {
    return new ParameterValues(this, Map.of());
  }

  /**
   * Reads values as recipes store them; parameters that are not named keep their defaults.
   *
   * @throws ParameterException if a key is unknown or a value is not taken
   */
  public ParameterValues parse(Map<String, String> texts) throws ParameterException {
    ParameterValues values = defaults();
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      values = values.withText(entry.getKey(), entry.getValue());
    }
    return values;
  }

  Parameter<?> require(String key) throws ParameterException {
    Parameter<?> parameter = parameters.get(key);
    if (parameter == null) {
      throw new ParameterException(
          Texts.of("parameterSchema.unknown", key, String.join(", ", parameters.keySet())));
    }
    return parameter;
  }
}
