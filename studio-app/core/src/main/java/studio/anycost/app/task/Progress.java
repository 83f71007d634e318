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
 * @param counted from where on the fraction tells how fast it goes; empty before there was one
 */
public record Progress(
    double fraction, String message, Optional<Instant> startedAt, Optional<Mark> counted) {
  /** A fraction that was done already at a moment. */
  record Mark(double fraction, Instant at) {}

  /** Before this much was done and had its time, an estimate is a guess. */
  private static final double ENOUGH = 0.02;

  private static final Duration A_WHILE = Duration.ofSeconds(2);

  static final Progress WAITING = new Progress(-1, "", Optional.empty());

  /** Brings what work reports into the ranges above. */
  public Progress {
    fraction = fraction >= 0 ? Math.min(1, fraction) : -1;
    Objects.requireNonNull(message);
    Objects.requireNonNull(startedAt);
    Objects.requireNonNull(counted);
  }

  /** Of work that counts from its start. */
  public Progress(double fraction, String message, Optional<Instant> startedAt) {
    this(fraction, message, startedAt, startedAt.map(start -> new Mark(0, start)));
  }

  static Progress begun(Instant now) {
    return new Progress(-1, "", Optional.of(now), Optional.empty());
  }

  Progress with(double newFraction, String newMessage, Instant now) {
    Progress plain =
        new Progress(newFraction, newMessage == null ? "" : newMessage, startedAt, counted);
    return plain.isMeasured() && counted.isEmpty()
        ? new Progress(plain.fraction, plain.message, startedAt, Optional.of(plain.mark(now)))
        : plain;
  }

  /**
   * What was made ready before the first fraction took time that the rest does not; and what is
   * done at the very start was done by an earlier run.
   */
  private Mark mark(Instant now) {
    return fraction < ENOUGH || elapsed(now).compareTo(A_WHILE) < 0
        ? new Mark(fraction, now)
        : new Mark(0, startedAt.orElse(now));
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
    if (counted.isEmpty()) {
      return OptionalDouble.empty();
    }
    double done = fraction - counted.get().fraction();
    Duration since = Duration.between(counted.get().at(), now);
    if (done < ENOUGH || since.compareTo(A_WHILE) < 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(done / (since.toMillis() / 1000.0));
  }

  /** How long the rest takes at this rate, in whole seconds. */
  public Optional<Duration> remaining(Instant now) {
    OptionalDouble rate = perSecond(now);
    return rate.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.round((1 - fraction) / rate.getAsDouble())));
  }
}
