package studio.anycost.api.parameter;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checked values for a schema. Immutable; only what differs from the default is stored. */
public final class ParameterValues {
  private final ParameterSchema schema;
  private final Map<String, Object> changed;

  ParameterValues(ParameterSchema schema, Map<String, Object> changed) {
    this.schema = schema;
    this.changed = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(changed));
  }

  public ParameterSchema schema() {
    return schema;
  }

  /** The value of a parameter of this schema. */
  @SuppressWarnings("unchecked") // every stored value passed the check of its parameter
  public <T> T get(Parameter<T> parameter) {
    Object value = changed.get(parameter.key());
    return value == null ? parameter.defaultValue() : (T) value;
  }

  /**
   * The value of a parameter by key.
   *
   * @throws IllegalArgumentException if the schema does not have it: a mistake of the program
   */
  public Object get(String key) {
    return get(
        schema
            .find(key)
            .orElseThrow(
                () -> new IllegalArgumentException("There is no parameter '" + key + "'.")));
  }

  public double number(String key) {
    return (Double) get(key);
  }

  public long seed(String key) {
    return (Long) get(key);
  }

  public boolean flag(String key) {
    return (Boolean) get(key);
  }

  public String choice(String key) {
    return (String) get(key);
  }

  public String text(String key) {
    return (String) get(key);
  }

  public Colour colour(String key) {
    return (Colour) get(key);
  }

  public Point point(String key) {
    return (Point) get(key);
  }

  /** The keys of the options that are selected, in the order of the options. */
  @SuppressWarnings("unchecked") // a selection holds nothing else
  public List<String> selection(String key) {
    return (List<String>) get(key);
  }

  @SuppressWarnings("unchecked") // a file parameter holds nothing else
  public Optional<Path> file(String key) {
    return (Optional<Path>) get(key);
  }

  /**
   * The same values but for one.
   *
   * @throws ParameterException if the key is unknown or the value is not taken
   */
  public ParameterValues with(String key, Object value) throws ParameterException {
    Parameter<?> parameter = schema.require(key);
    Object checked = parameter.check(value);
    Map<String, Object> result = new LinkedHashMap<>(changed);
    if (checked.equals(parameter.defaultValue())) {
      result.remove(key);
    } else {
      result.put(key, checked);
    }
    return new ParameterValues(schema, result);
  }

  /**
   * The same values but for one, written as text.
   *
   * @throws ParameterException if the key is unknown or the value is not taken
   */
  public ParameterValues withText(String key, String text) throws ParameterException {
    return with(key, schema.require(key).parse(text));
  }

  /** Whether every parameter is at its default. */
  public boolean areDefaults() {
    return changed.isEmpty();
  }

  /** What differs from the defaults, as text that {@link ParameterSchema#parse} reads. */
  public Map<String, String> toText() {
    Map<String, String> result = new LinkedHashMap<>();
    for (Parameter<?> parameter : schema.parameters()) {
      if (changed.containsKey(parameter.key())) {
        result.put(parameter.key(), format(parameter));
      }
    }
    return result;
  }

  private <T> String format(Parameter<T> parameter) {
    return parameter.format(get(parameter));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterValues values && values.changed.equals(changed);
  }

  @Override
  public int hashCode() {
    return changed.hashCode();
  }

  @Override
  public String toString() {
    return changed.toString();
  }
}
