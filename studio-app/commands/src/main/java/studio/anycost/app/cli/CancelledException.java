package studio.anycost.app.cli;

/** The person dropped the work; exit code 130. */
public final class CancelledException extends Exception {
  private static final long serialVersionUID = 1L;

  CancelledException() {
    super("Cancelled.");
  }
}
