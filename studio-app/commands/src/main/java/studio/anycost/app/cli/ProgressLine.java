package studio.anycost.app.cli;

import java.util.Locale;
import studio.anycost.api.task.ProgressListener;

/** One line on stderr that overwrites itself; silent unless a person looks. */
final class ProgressLine implements ProgressListener, AutoCloseable {
  private static final int WIDTH = 78;

  private final CliContext context;
  private String shown = "";

  ProgressLine(CliContext context) {
    this.context = context;
  }

  void share(double fraction) {
    report(fraction, "Measuring");
  }

  @Override
  public synchronized void report(double fraction, String message) {
    String share = fraction < 0 ? "" : String.format(Locale.ROOT, " %3.0f %%", 100 * fraction);
    show(message + share);
  }

  /** Overwrites what is shown; what does not fit is cut off. */
  synchronized void show(String line) {
    String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
    if (context.progress() == ProgressStyle.LINE && !cut.equals(shown)) {
      context.err().print("\r" + cut + " ".repeat(Math.max(0, shown.length() - cut.length())));
      if (cut.isEmpty()) {
        context.err().print("\r");
      }
      context.err().flush();
      shown = cut;
    }
  }

  /** Clears the line. */
  @Override
  public synchronized void close() {
    show("");
  }
}
