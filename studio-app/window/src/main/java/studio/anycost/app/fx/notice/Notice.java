package studio.anycost.app.fx.notice;

import java.util.Optional;
import studio.anycost.app.files.Reasons;

/**
 * Something the person should know, without an answer.
 *
 * @param kind how it is shown
 * @param title a few words
 * @param text one sentence; may be empty
 * @param action offered on the notice, if any
 */
public record Notice(Kind kind, String title, String text, Optional<Action> action) {
  /** How a notice is shown and for how long. */
  public enum Kind {
    INFO,
    SUCCESS,
    /** Stays until it is closed. */
    FAILURE
  }

  /** What a notice offers to do. */
  public record Action(String label, Runnable run) {}

  public static Notice info(String title, String text) {
    return new Notice(Kind.INFO, title, text, Optional.empty());
  }

  public static Notice success(String title, String text) {
    return new Notice(Kind.SUCCESS, title, text, Optional.empty());
  }

  public static Notice failure(String title, String text) {
    return new Notice(Kind.FAILURE, title, text, Optional.empty());
  }

  /** What went wrong, in words. */
  public static Notice failure(String title, Throwable cause) {
    return failure(title, Reasons.of(cause));
  }

  /** The same notice with something to do about it. */
  public Notice offering(String label, Runnable run) {
    return new Notice(kind, title, text, Optional.of(new Action(label, run)));
  }
}
