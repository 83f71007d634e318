package studio.anycost.api.parameter;

import java.util.function.UnaryOperator;

/** A value that a parameter does not take; the message is one sentence for people. */
public final class ParameterException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String keyed;

  public ParameterException(String message) {
    this(message, message);
  }

  private ParameterException(String message, String keyed) {
    super(message);
    this.keyed = keyed;
  }

  /**
   * What a parameter does not take, under the name that people read beside it.
   *
   * @param sentence made of the parameter's name
   */
  static ParameterException of(ParameterInfo info, UnaryOperator<String> sentence) {
    String label = info.label();
    return new ParameterException(
        sentence.apply(label),
        sentence.apply(
            label.equalsIgnoreCase(info.key()) ? label : label + " (" + info.key() + ")"));
  }

  /**
   * The message with the parameter's key in brackets behind its name, where they differ: for
   * whoever writes keys, on a command line.
   */
  public String keyed() {
    return keyed;
  }
}
