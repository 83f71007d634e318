package studio.anycost.app.cli;

import java.time.Instant;
import studio.anycost.app.task.Progress;

/** Where a person, or whoever reads the log of a build, follows a job. One thread only. */
interface JobDisplay extends AutoCloseable {
  /** Called at every news, and about every second without any. */
  void show(Progress progress, Instant now);

  /** A sentence that stays. */
  void note(String sentence);

  /** Leaves nothing behind but notes and lines. */
  @Override
  void close();

  /** In the style of the context. */
  static JobDisplay of(CliContext context, String title) {
    return switch (context.progress()) {
      case LINE -> new TerminalDisplay(new ProgressLine(context), context.err(), title);
      case LINES -> new PlainDisplay(context.err(), title);
      case NONE -> new NoDisplay(context.err());
    };
  }
}
