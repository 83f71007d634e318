package studio.anycost.app.training;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run had written when somebody looked.
 *
 * @param folder of the run
 * @param step the last one that is told of, or 0
 * @param steps where the run ends, or 0 if that is not known
 * @param written when it last wrote
 * @param looked when this was
 * @param stepsPerSecond of late, if that is known
 * @param curves of everything that it measures; those of every step first
 * @param grids the newest sheets of pictures
 */
public record RunSnapshot(
    Path folder,
    long step,
    long steps,
    Optional<Instant> written,
    Instant looked,
    OptionalDouble stepsPerSecond,
    List<RunCurve> curves,
    List<RunGrid> grids) {
  public RunSnapshot {
    curves = List.copyOf(curves);
    grids = List.copyOf(grids);
  }

  /** Whether it has come to its end. */
  public boolean isEnded() {
    return steps > 0 && step >= steps;
  }

  /** How far it is, from 0 to 1; empty if nobody knows where it ends. */
  public OptionalDouble share() {
    return steps > 0
        ? OptionalDouble.of(Math.min(1, step / (double) steps))
        : OptionalDouble.empty();
  }

  /** How long it still takes at the speed of late, if that is known. */
  public Optional<Duration> left() {
    if (isEnded() || steps == 0 || stepsPerSecond.isEmpty()) {
      return Optional.empty();
    }
    double seconds = (steps - step) / stepsPerSecond.getAsDouble();
    return Optional.of(Duration.ofSeconds((long) Math.min(seconds, 1e9)));
  }
}
