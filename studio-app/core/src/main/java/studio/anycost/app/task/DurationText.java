package studio.anycost.app.task;

import java.time.Duration;

/** Spans of time as people say them. */
public final class DurationText {
  private DurationText() {}

  /** As in "45 s", "3 min 20 s" or "2 h 5 min"; fractions of a second are dropped. */
  public static String of(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    return minutes < 60
        ? minutes + " min " + seconds % 60 + " s"
        : minutes / 60 + " h " + minutes % 60 + " min";
  }
}
