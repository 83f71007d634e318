package studio.anycost.training.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import studio.anycost.training.lesson.Lesson;
import studio.anycost.training.lesson.LessonRun;

/** Tells losses, pictures a second and the time that is left. */
final class LessonProgress implements LessonRun.Listener {
  private final PrintWriter out;
  private final Lesson lesson;
  private final long steps;
  private final int every;
  private long first = -1;
  private long start;

  /**
   * Tells on a writer.
   *
   * @param steps where the run ends
   * @param every steps between lines
   */
  LessonProgress(PrintWriter out, Lesson lesson, long steps, int every) {
    this.out = out;
    this.lesson = lesson;
    this.steps = steps;
    this.every = Math.max(1, every);
  }

  @Override
  public void stepped(long step, List<Double> parts) {
    if (first < 0 || step <= first) {
      first = step;
      start = System.nanoTime();
    } else if (step % every == 0) {
      double rate = (step - first) / ((System.nanoTime() - start) / 1e9);
      Duration left = Duration.ofSeconds((long) ((steps - step) / rate));
      StringBuilder line = new StringBuilder("step " + step + ": ");
      for (int i = 0; i < parts.size(); i++) {
        line.append(String.format(Locale.ROOT, "%s %.4f, ", lesson.parts().get(i), parts.get(i)));
      }
      line.append(
          String.format(
              Locale.ROOT,
              "%.1f pictures/s, %d:%02d h left",
              rate * lesson.batch(),
              left.toHours(),
              left.toMinutesPart()));
      told(line.toString());
    }
  }

  @Override
  public void told(String line) {
    out.println(line);
    out.flush();
  }
}
