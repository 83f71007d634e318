package studio.anycost.app.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a job was at one moment. Immutable.
 *
 * @param fraction 0..1, or -1 where the length is unknown
 * @param message the present step, for people; may be empty
 * @param startedAt when the work began; empty before
 */
public record Progress(double fraction, String message, Optional<Instant> startedAt) {
  /** Before this much was done and had its time, an estimate is a guess. */
  private static final double ENOUGH = 0.02;

  private static final Duration A_WHILE = Duration.ofSeconds(2);

  static final Progress WAITING = new Progress(-1, "", Optional.empty());

  /** Brings what work reports into the ranges above. */
  public Progress {
    fraction = fraction >= 0 ? Math.min(1, fraction) : -1;
    Objects.requireNonNull(message);
    Objects.requireNonNull(startedAt);
  }

  static Progress begun(Instant now) {
    return new Progress(-1, "", Optional.of(now));
  }

  Progress with(double newFraction, String newMessage) {
    return new Progress(newFraction, newMessage == null ? "" : newMessage, startedAt);
  }

  /** Whether {@link #fraction} tells anything. */
  public boolean isMeasured() {
    return fraction >= 0;
  }

  /** How long the work has been running; zero before it began. */
  public Duration elapsed(Instant now) {
    Duration since = startedAt.map(start -> Duration.between(start, now)).orElse(Duration.ZERO);
    return since.isNegative() ? Duration.ZERO : since;
  }

  /** Fraction done per second on the average, once there is enough to tell by. */
  public OptionalDouble perSecond(Instant now) {
    Duration elapsed = elapsed(now);
    if (fraction < ENOUGH || elapsed.compareTo(A_WHILE) < 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(fraction / (elapsed.toMillis() / 1000.0));
  }

  /** How long the rest takes at this rate, in whole seconds. */
  public Optional<Duration> remaining(Instant now) {
    OptionalDouble rate = perSecond(now);
    return rate.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.round((1 - fraction) / rate.getAsDouble())));
  }
}
