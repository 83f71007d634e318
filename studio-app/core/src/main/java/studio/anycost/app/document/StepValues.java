package studio.anycost.app.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;

/**
 * The values of one step: typed, as the plugin that declared them takes them, or as text, as files
 * hold them, for plugins that are not there. Immutable; safe to use from any thread.
 *
 * <p>Two are equal if they would be written as the same text: a document that was just read from
 * its file and the one that was saved are the same.
 */
public final class StepValues {
  /** Everything at its default. */
  public static final StepValues NONE = written(Map.of());

  /** Hears that a value is not taken. */
  @FunctionalInterface
  public interface Refusals {
    /** Hears nothing: whoever asks has been told before. */
    Refusals IGNORED = (key, reason) -> {};

    /**
     * @param key of the parameter
     * @param reason a sentence
     */
    void refused(String key, String reason);
  }

  private final Optional<ParameterValues> typed;

  // Both are made when they are asked for first, and by several threads at worst.
  private volatile Map<String, String> texts;
  private volatile ParameterValues lastRead;

  private StepValues(Optional<ParameterValues> typed, Map<String, String> texts) {
    this.typed = typed;
    this.texts = texts;
  }

  /** Values of a plugin that is there. */
  public static StepValues of(ParameterValues values) {
    return new StepValues(Optional.of(values), null);
  }

  /**
   * Values as a file holds them.
   *
   * @param texts parameter key to text, as {@link ParameterValues#toText} writes it
   * @throws IllegalArgumentException with a sentence if a key cannot be one
   */
  public static StepValues written(Map<String, String> texts) {
    Map<String, String> copy = new LinkedHashMap<>();
    texts.forEach((key, text) -> copy.put(Keys.require(key), Objects.requireNonNull(text)));
    return new StepValues(Optional.empty(), Collections.unmodifiableMap(copy));
  }

  /** The same values but for one, as text. */
  public StepValues with(String key, String text) {
    Map<String, String> copy = new LinkedHashMap<>(texts());
    copy.put(key, text);
    return written(copy);
  }

  /** Whether everything is at its default. */
  public boolean isEmpty() {
    return typed.map(ParameterValues::areDefaults).orElseGet(() -> texts.isEmpty());
  }

  /** What differs from the defaults, as text. */
  public Map<String, String> texts() {
    Map<String, String> known = texts;
    if (known == null) {
      known = Collections.unmodifiableMap(typed.orElseThrow().toText());
      texts = known;
    }
    return known;
  }

  /** The values for a schema; what it does not take is at its default. */
  public ParameterValues read(ParameterSchema schema) {
    if (typed.isPresent() && typed.get().schema() == schema) {
      return typed.get();
    }
    ParameterValues known = lastRead;
    if (known == null || known.schema() != schema) {
      known = read(schema, Refusals.IGNORED);
      lastRead = known;
    }
    return known;
  }

  /** The same, telling of every value that the schema does not take. */
  public ParameterValues read(ParameterSchema schema, Refusals refusals) {
    if (typed.isPresent() && typed.get().schema() == schema) {
      return typed.get();
    }
    ParameterValues values = schema.defaults();
    for (Map.Entry<String, String> entry : texts().entrySet()) {
      try {
        values = values.withText(entry.getKey(), entry.getValue());
      } catch (ParameterException e) {
        refusals.refused(entry.getKey(), e.getMessage());
      }
    }
    return values;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof StepValues values)) {
      return false;
    }
    boolean sameSchema =
        typed.isPresent()
            && values.typed.isPresent()
            && typed.get().schema() == values.typed.get().schema();
    return sameSchema ? typed.equals(values.typed) : texts().equals(values.texts());
  }

  @Override
  public int hashCode() {
    return texts().hashCode();
  }

  @Override
  public String toString() {
    return texts().toString();
  }
}
