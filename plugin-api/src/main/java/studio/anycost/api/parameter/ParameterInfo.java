package studio.anycost.api.parameter;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What every parameter tells about itself.
 *
 * @param key stable name in recipes and on the command line, see {@link Parameter#KEY}
 * @param label short name for people
 * @param help one sentence for a tooltip and for {@code --help}; may be empty
 * @param group heading under which the shell gathers controls; empty for none
 * @param rating how well it does what it says, 0..1, where that was measured; the window sorts by
 *     it and can hide what does not
 */
public record ParameterInfo(
    String key, String label, String help, String group, OptionalDouble rating) {
  public ParameterInfo {
    Objects.requireNonNull(help);
    Objects.requireNonNull(group);
    if (rating.isPresent() && !(rating.getAsDouble() >= 0 && rating.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "The rating of '" + key + "' lies in 0..1, not at " + rating.getAsDouble() + ".");
    }
    if (!Parameter.KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "'" + key + "' is no parameter key: use letters, digits and _ . - (64 at most).");
    }
    if (label.isBlank()) {
      throw new IllegalArgumentException("The parameter '" + key + "' needs a label.");
    }
  }

  /** Nothing measured. */
  public ParameterInfo(String key, String label, String help, String group) {
    this(key, label, help, group, OptionalDouble.empty());
  }

  /** The same with a rating. */
  public ParameterInfo rated(double measured) {
    return new ParameterInfo(key, label, help, group, OptionalDouble.of(measured));
  }

  /** No group. */
  public static ParameterInfo of(String key, String label, String help) {
    return new ParameterInfo(key, label, help, "");
  }
}
