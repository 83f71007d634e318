package studio.anycost.app.cli;

import java.io.PrintWriter;
import java.time.Instant;
import studio.anycost.app.task.Progress;

/** Nobody is interested in how far it is. */
final class NoDisplay implements JobDisplay {
  private final PrintWriter err;

  NoDisplay(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void show(Progress progress, Instant now) {}

  @Override
  public void note(String sentence) {
    err.println(sentence);
    err.flush();
  }

  @Override
  public void close() {}
}
