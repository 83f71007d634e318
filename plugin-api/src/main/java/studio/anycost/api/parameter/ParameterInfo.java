package studio.anycost.api.parameter;

import java.util.Objects;
import java.util.Optional;

/**
 * What every parameter tells about itself.
 *
 * @param key stable name in recipes and on the command line, see {@link Parameter#KEY}
 * @param label short name for people
 * @param help one sentence for a tooltip and for {@code --help}; may be empty
 * @param group heading under which the shell gathers controls; empty for none
 * @param rating how well it does what it says, where that was measured
 */
public record ParameterInfo(
    String key, String label, String help, String group, Optional<Rating> rating) {
  public ParameterInfo {
    Objects.requireNonNull(help);
    Objects.requireNonNull(group);
    Objects.requireNonNull(rating);
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
    this(key, label, help, group, Optional.empty());
  }

  /** The same with a rating. */
  public ParameterInfo rated(Rating measured) {
    return new ParameterInfo(key, label, help, group, Optional.of(measured));
  }

  /** The same under a heading. */
  public ParameterInfo in(String heading) {
    return new ParameterInfo(key, label, help, heading, rating);
  }

  /** No group. */
  public static ParameterInfo of(String key, String label, String help) {
    return new ParameterInfo(key, label, help, "");
  }
}
