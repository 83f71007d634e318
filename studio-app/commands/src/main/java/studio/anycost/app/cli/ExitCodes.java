package studio.anycost.app.cli;

/** What the process returns. */
public final class ExitCodes {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int WRONG_INPUT = 2;

  /** As shells have it for a process that Ctrl+C ended. */
  public static final int CANCELLED = 130;

  private ExitCodes() {}
}
