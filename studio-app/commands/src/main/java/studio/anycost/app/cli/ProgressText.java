package studio.anycost.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import studio.anycost.app.task.DurationText;
import studio.anycost.app.task.Progress;

/** Progress in words. */
final class ProgressText {
  /** So that 0.57 is 57 per cent, and 0.9999 not 100. */
  private static final double ROUNDING = 1e-6;

  private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

  private ProgressText() {}

  /** For a terminal; what may be cut off comes last. */
  static String line(String title, Progress progress, Instant now) {
    List<String> parts = new ArrayList<>();
    parts.add(title);
    share(progress).ifPresent(parts::add);
    rate(progress, now).ifPresent(parts::add);
    time(progress, now).ifPresent(parts::add);
    if (!progress.message().isEmpty()) {
      parts.add(progress.message());
    }
    return String.join("  ", parts);
  }

  /** For a file of lines. */
  static String sentence(String title, Progress progress, Instant now) {
    List<String> parts = new ArrayList<>();
    share(progress).ifPresent(parts::add);
    if (!progress.message().isEmpty()) {
      parts.add(progress.message());
    }
    time(progress, now).ifPresent(parts::add);
    return title + ": " + String.join(", ", parts);
  }

  static Optional<String> share(Progress progress) {
    return progress.isMeasured()
        ? Optional.of(
            String.format(Locale.ROOT, "%3d %%", (int) (100 * progress.fraction() + ROUNDING)))
        : Optional.empty();
  }

  /** Per minute where the work takes minutes. */
  private static Optional<String> rate(Progress progress, Instant now) {
    OptionalDouble perSecond = progress.perSecond(now);
    if (perSecond.isEmpty()) {
      return Optional.empty();
    }
    double percent = 100 * perSecond.getAsDouble();
    return Optional.of(
        percent < 1
            ? String.format(Locale.ROOT, "%.1f %%/min", 60 * percent)
            : String.format(Locale.ROOT, "%.1f %%/s", percent));
  }

  /** What is left if that is known, else how long it has been. */
  private static Optional<String> time(Progress progress, Instant now) {
    Optional<String> left =
        progress.remaining(now).map(duration -> DurationText.of(duration) + " left");
    Duration elapsed = progress.elapsed(now);
    return left.isPresent() || elapsed.compareTo(WORTH_TELLING) < 0
        ? left
        : Optional.of(DurationText.of(elapsed));
  }
}
