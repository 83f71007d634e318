package studio.anycost.api.parameter;

import java.util.Objects;

/**
 * What every parameter tells about itself.
 *
 * @param key stable name in recipes and on the command line, see {@link Parameter#KEY}
 * @param label short name for people
 * @param help one sentence for a tooltip and for {@code --help}; may be empty
 * @param group heading under which the shell gathers controls; empty for none
 */
public record ParameterInfo(String key, String label, String help, String group) {
  public ParameterInfo {
    Objects.requireNonNull(help);
    Objects.requireNonNull(group);
    if (!Parameter.KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "'" + key + "' is no parameter key: use letters, digits and _ . - (64 at most).");
    }
    if (label.isBlank()) {
      throw new IllegalArgumentException("The parameter '" + key + "' needs a label.");
    }
  }

  /** No group. */
  public static ParameterInfo of(String key, String label, String help) {
    return new ParameterInfo(key, label, help, "");
  }
}
