package studio.anycost.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import studio.anycost.app.task.Progress;

/** Few lines: none for short work, and later one for every tenth that takes its time. */
final class PlainDisplay implements JobDisplay {
  private static final Duration AT_LEAST = Duration.ofSeconds(5);
  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final int STEPS = 10;

  private final PrintWriter err;
  private final String title;
  private Optional<Instant> last = Optional.empty();
  private int told = -1;

  PlainDisplay(PrintWriter err, String title) {
    this.err = err;
    this.title = title;
  }

  @Override
  public void show(Progress progress, Instant now) {
    if (last.isEmpty()) {
      last = Optional.of(now);
    }
    Duration silence = Duration.between(last.get(), now);
    int step = (int) Math.floor(STEPS * progress.fraction());
    boolean due = silence.compareTo(AT_LEAST) >= 0 && step != told;
    if (due || silence.compareTo(AT_MOST) >= 0) {
      note(ProgressText.sentence(title, progress, now));
      last = Optional.of(now);
      told = step;
    }
  }

  @Override
  public void note(String sentence) {
    err.println(sentence);
    err.flush();
  }

  @Override
  public void close() {}
}
