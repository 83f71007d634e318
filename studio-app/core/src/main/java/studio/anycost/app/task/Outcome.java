package studio.anycost.app.task;

import java.util.Objects;
import java.util.Optional;
import studio.anycost.app.words.Texts;

/**
 * How a job ended.
 *
 * @param <R> the work's result
 */
public sealed interface Outcome<R> {
  /** The work was completed. */
  record Finished<R>(R result) implements Outcome<R> {
    public Finished {
      Objects.requireNonNull(result);
    }
  }

  /** The work returned after it was stopped. */
  record Stopped<R>(R best) implements Outcome<R> {
    public Stopped {
      Objects.requireNonNull(best);
    }
  }

  /** The work threw something and nobody had cancelled it. */
  record Failed<R>(Throwable cause) implements Outcome<R> {
    public Failed {
      Objects.requireNonNull(cause);
    }

    /** Why, for people; one sentence if the work kept its promise. */
    public String sentence() {
      return cause.getMessage() == null ? Texts.of("task.outcome.failed") : cause.getMessage();
    }
  }

  /**
   * Somebody cancelled, whatever the work did then.
   *
   * @param unused what the work returned nevertheless; whoever listens closes it if it holds
   *     anything
   */
  record Cancelled<R>(Optional<R> unused) implements Outcome<R> {
    public Cancelled {
      Objects.requireNonNull(unused);
    }
  }
}
