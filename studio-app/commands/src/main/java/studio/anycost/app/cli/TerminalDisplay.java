package studio.anycost.app.cli;

import java.io.PrintWriter;
import java.time.Instant;
import studio.anycost.app.task.Progress;

/** One line that overwrites itself. */
final class TerminalDisplay implements JobDisplay {
  private final ProgressLine line;
  private final PrintWriter err;
  private final String title;

  TerminalDisplay(ProgressLine line, PrintWriter err, String title) {
    this.line = line;
    this.err = err;
    this.title = title;
  }

  @Override
  public void show(Progress progress, Instant now) {
    line.show(ProgressText.line(title, progress, now));
  }

  @Override
  public void note(String sentence) {
    line.close();
    err.println(sentence);
    err.flush();
  }

  @Override
  public void close() {
    line.close();
  }
}
