package studio.anycost.app.cli;

import java.io.IOException;
import studio.anycost.app.files.Reasons;

/** Something that a person asked for does not make sense; one sentence, exit code 2. */
public final class InputException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param sentence for people: what is wrong, and what to do
   */
  public InputException(String sentence) {
    super(sentence);
  }

  /**
   * @param cause for the log
   */
  public InputException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** What was wrong with a file that a person named. */
  public static InputException of(IOException cause) {
    return new InputException(Reasons.of(cause), cause);
  }

  /** Runs code that checks input and reports what is wrong as an IllegalArgumentException. */
  public static <T> T checking(Check<T> check) throws InputException {
    try {
      return check.run();
    } catch (IllegalArgumentException e) {
      throw new InputException(Reasons.of(e), e);
    }
  }

  /** See {@link #checking}. */
  @FunctionalInterface
  public interface Check<T> {
    T run() throws InputException;
  }
}
