package studio.anycost.api.parameter;

/** A value that a parameter does not take; the message is one sentence for people. */
public final class ParameterException extends Exception {
  private static final long serialVersionUID = 1L;

  public ParameterException(String message) {
    super(message);
  }
}
