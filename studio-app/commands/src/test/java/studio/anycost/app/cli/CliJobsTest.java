package studio.anycost.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.task.JobInfo;
import studio.anycost.app.task.Work;

@Timeout(60)
class CliJobsTest {
  private final StringWriter err = new StringWriter();
  private final Keyboard keyboard = new Keyboard();

  /** Ctrl+C of a test. */
  private static final class Keyboard implements Interrupts {
    private final AtomicReference<Runnable> action = new AtomicReference<>();

    /** Who listens this slowly shows whether work waits for it. */
    private volatile long slow;

    @Override
    public Registration onInterrupt(Runnable next) {
      LockSupport.parkNanos(slow);
      action.set(next);
      return () -> action.set(null);
    }

    /** Waits until it would be heard, and presses. */
    void press() {
      Runnable listener = action.get();
      while (listener == null) {
        Thread.onSpinWait();
        listener = action.get();
      }
      listener.run();
    }

    boolean isHeard() {
      return action.get() != null;
    }
  }

  private <R> R run(JobInfo info, Work<Void, R> work) throws Exception {
    // No job opens an engine by itself.
    CliContext context =
        new CliContext(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            null,
            ProgressStyle.LINES);
    return new CliJobs(context, keyboard, InstantSource.system()).run(info, work);
  }

  private static void awaitStop(TaskContext<?> context) {
    while (!context.stopRequested()) {
      context.cancellation().throwIfCancelled();
      Thread.onSpinWait();
    }
  }

  private static void awaitCancel(TaskContext<?> context) {
    while (!context.cancellation().isCancelled()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void givesTheResultAndSaysNothingAboutShortWork() throws Exception {
    String result =
        run(
            JobInfo.stoppable("Work"),
            context -> {
              context.progress().report(0.5, "half");
              return "all";
            });
    assertThat(result).isEqualTo("all");
    assertThat(err.toString()).isEmpty();
    assertThat(keyboard.isHeard()).isFalse();
  }

  /** An interrupt that nobody heard would end the process. */
  @Test
  void noWorkBeginsBeforeInterruptsAreHeard() throws Exception {
    keyboard.slow = 200_000_000;
    Boolean heard = run(JobInfo.stoppable("Work"), context -> keyboard.isHeard());
    assertThat(heard).isTrue();
  }

  @Test
  void theFirstPressStopsAndKeepsTheBest() throws Exception {
    String result =
        run(
            JobInfo.stoppable("Work"),
            context -> {
              keyboard.press();
              awaitStop(context);
              return "best";
            });
    assertThat(result).isEqualTo("best");
    assertThat(err.toString().lines()).containsExactly("Finishing; Ctrl+C again drops it.");
  }

  @Test
  void theSecondPressCancelsAndTheThirdWouldEndTheProcess() {
    AtomicReference<Optional<Boolean>> heardAfter = new AtomicReference<>(Optional.empty());
    assertThatThrownBy(
            () ->
                run(
                    JobInfo.stoppable("Work"),
                    context -> {
                      keyboard.press();
                      awaitStop(context);
                      keyboard.press();
                      awaitCancel(context);
                      while (keyboard.isHeard()) {
                        Thread.onSpinWait();
                      }
                      heardAfter.set(Optional.of(keyboard.isHeard()));
                      return "not wanted";
                    }))
        .isInstanceOf(CancelledException.class);
    assertThat(heardAfter.get()).contains(false);
    assertThat(err.toString().lines())
        .containsExactly(
            "Finishing; Ctrl+C again drops it.",
            "Cancelling; Ctrl+C again ends the studio at once.");
  }

  @Test
  void whatCannotBeStoppedIsCancelledByTheFirstPress() {
    assertThatThrownBy(
            () ->
                run(
                    JobInfo.of("Work"),
                    context -> {
                      keyboard.press();
                      awaitCancel(context);
                      throw new CancellationException();
                    }))
        .isInstanceOf(CancelledException.class);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void throwsWhatTheWorkThrew() {
    IOException failure = new IOException("The disk is full.");
    assertThatThrownBy(
            () ->
                run(
                    JobInfo.of("Work"),
                    context -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    Error worse = new NoClassDefFoundError("gone");
    assertThatThrownBy(
            () ->
                run(
                    JobInfo.of("Work"),
                    context -> {
                      throw worse;
                    }))
        .isSameAs(worse);
    assertThat(keyboard.isHeard()).isFalse();
  }
}
