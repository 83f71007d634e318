package studio.anycost.api.extension;

import java.io.IOException;

/**
 * What a person gave cannot be worked with: a file that is something else, values that do not go
 * together, a budget that nothing fits. The work is not to blame, and the same again would end the
 * same; on the command line that is exit code 2. The message is one sentence for people: what is
 * wrong, and what to give instead.
 */
public final class WrongInputException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param sentence for people
   */
  public WrongInputException(String sentence) {
    super(sentence);
  }

  /**
   * @param sentence for people
   * @param cause for the log
   */
  public WrongInputException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
