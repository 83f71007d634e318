package studio.anycost.app.fx.notice;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.app.files.Reasons;

/**
 * Something the person should know, without an answer.
 *
 * @param kind how it is shown
 * @param title a few words; of more than {@value #LONGEST} characters the first
 * @param text one sentence; may be empty; of more than {@value #LONGEST} characters the first
 * @param actions offered on the notice, the likeliest first
 */
public record Notice(Kind kind, String title, String text, List<Action> actions) {
  /** Characters of a title or a text; laying out a whole book would stop the window for long. */
  static final int LONGEST = 500;

  /** How a notice is shown and for how long. */
  public enum Kind {
    INFO,
    SUCCESS,
    /** Stays until it is closed. */
    QUESTION,
    /** Stays until it is closed. */
    FAILURE;

    /** Whether it leaves by itself. */
    boolean leaves() {
      return this == INFO || this == SUCCESS;
    }
  }

  /** What a notice offers to do. */
  public record Action(String label, Runnable run) {}

  public Notice {
    title = shortened(title);
    text = shortened(text);
    actions = List.copyOf(actions);
  }

  private static String shortened(String words) {
    if (words.length() <= LONGEST) {
      return words;
    }
    int end = LONGEST - 1;
    boolean splits = Character.isHighSurrogate(words.charAt(end - 1));
    return words.substring(0, splits ? end - 1 : end) + "\u2026";
  }

  public static Notice info(String title, String text) {
    return new Notice(Kind.INFO, title, text, List.of());
  }

  public static Notice success(String title, String text) {
    return new Notice(Kind.SUCCESS, title, text, List.of());
  }

  /** Something to decide, at any time or never; see {@link #offering}. */
  public static Notice question(String title, String text) {
    return new Notice(Kind.QUESTION, title, text, List.of());
  }

  public static Notice failure(String title, String text) {
    return new Notice(Kind.FAILURE, title, text, List.of());
  }

  /** What went wrong, in words. */
  public static Notice failure(String title, Throwable cause) {
    return failure(title, Reasons.of(cause));
  }

  /** The same notice with something more to do about it. */
  public Notice offering(String label, Runnable run) {
    List<Action> more = new ArrayList<>(actions);
    more.add(new Action(label, run));
    return new Notice(kind, title, text, more);
  }
}
