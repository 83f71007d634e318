package studio.anycost.app.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import studio.anycost.api.task.TaskContext;

/** All executors are queues that the test runs by hand. */
class JobRunnerTest {
  private final Queue<Runnable> workers = new ArrayDeque<>();
  private final Queue<Runnable> callbacks = new ArrayDeque<>();
  private final Queue<Runnable> cancellers = new ArrayDeque<>();
  private Instant now = Instant.EPOCH;
  private final JobRunner runner =
      new JobRunner(workers::add, callbacks::add, cancellers::add, () -> now);
  private final List<Object> heard = new ArrayList<>();

  private final class Ear implements JobListener<String, String> {
    @Override
    public void published(String value) {
      heard.add(value);
    }

    @Override
    public void ended(Outcome<String> outcome) {
      heard.add(outcome);
    }
  }

  private Job start(Work<String, String> work) {
    return runner.start(JobInfo.stoppable("Work"), work, new Ear());
  }

  private static void drain(Queue<Runnable> queue) {
    while (!queue.isEmpty()) {
      queue.remove().run();
    }
  }

  private void drainAll() {
    drain(workers);
    drain(cancellers);
    drain(callbacks);
  }

  @Test
  void finishes() {
    Job job = start(context -> "all");
    assertThat(job.state()).isEqualTo(JobState.WAITING);
    drain(workers);
    assertThat(heard).as("on the worker").isEmpty();

    drain(callbacks);

    assertThat(heard).containsExactly(new Outcome.Finished<>("all"));
    assertThat(job.state()).isEqualTo(JobState.ENDED);
  }

  @Test
  void cancelledBeforeItBeginsItNeverBeginsAndEndsWithoutAWorker() {
    Job job = start(context -> "not to be run");
    job.cancel();
    drain(callbacks);
    assertThat(heard).containsExactly(new Outcome.Cancelled<>(Optional.empty()));

    drainAll();

    assertThat(heard).hasSize(1);
  }

  @Test
  void cancelledWhileItRuns() {
    startReachable(
        context -> {
          context.publish("dropped");
          fromOutside.cancel();
          context.publish("dropped, too");
          context.cancellation().throwIfCancelled();
          return "not reached";
        });
    drainAll();
    assertThat(heard).containsExactly(new Outcome.Cancelled<>(Optional.empty()));
  }

  private Job fromOutside;

  /** Starts work that can reach its own job. */
  private Job startReachable(Work<String, String> work) {
    fromOutside = start(work);
    return fromOutside;
  }

  @Test
  void aResultThatIsReadyCanStillBeCancelledAndIsHandedBack() {
    Job job = start(context -> "ready");
    drain(workers);
    job.cancel();
    drain(callbacks);
    assertThat(heard).containsExactly(new Outcome.Cancelled<>(Optional.of("ready")));
  }

  @Test
  void aResultThatWasDeliveredStays() {
    Job job = start(context -> "ready");
    drainAll();
    job.cancel();
    job.stop();
    drainAll();
    assertThat(heard).containsExactly(new Outcome.Finished<>("ready"));
    assertThat(job.state()).isEqualTo(JobState.ENDED);
  }

  @Test
  void stoppedItKeepsTheBest() {
    startReachable(
        context -> {
          context.publish("good");
          fromOutside.stop();
          assertThat(fromOutside.state()).isEqualTo(JobState.STOPPING);
          return context.stopRequested() ? "best so far" : "all";
        });
    drainAll();
    assertThat(heard).containsExactly("good", new Outcome.Stopped<>("best so far"));
  }

  @Test
  void stoppedBeforeItBeginsItStillBegins() {
    Job job = start(context -> context.stopRequested() ? "first guess" : "all");
    job.stop();
    drainAll();
    assertThat(heard).containsExactly(new Outcome.Stopped<>("first guess"));
  }

  @Test
  void stoppedAfterItReturnedItIsFinished() {
    Job job = start(context -> "all");
    drain(workers);
    job.stop();
    drain(callbacks);
    assertThat(heard).containsExactly(new Outcome.Finished<>("all"));
  }

  @Test
  void stoppedWithNothingToKeepItIsCancelled() {
    startReachable(
        context -> {
          fromOutside.stop();
          throw new CancellationException("nothing yet");
        });
    drainAll();
    assertThat(heard).containsExactly(new Outcome.Cancelled<>(Optional.empty()));
  }

  @Test
  void stoppedAndThenCancelledItIsCancelled() {
    startReachable(
        context -> {
          fromOutside.stop();
          fromOutside.cancel();
          assertThat(fromOutside.state()).isEqualTo(JobState.CANCELLING);
          return "best so far";
        });
    drainAll();
    assertThat(heard).containsExactly(new Outcome.Cancelled<>(Optional.of("best so far")));
  }

  @Test
  void whatCannotBeStoppedIsNot() {
    List<Boolean> asked = new ArrayList<>();
    Job job =
        runner.start(
            JobInfo.of("Work"),
            (TaskContext<String> context) -> {
              asked.add(context.stopRequested());
              return "all";
            },
            new Ear());
    job.stop();
    drainAll();
    assertThat(asked).containsExactly(false);
    assertThat(heard).containsExactly(new Outcome.Finished<>("all"));
  }

  @Test
  void failsWithAnythingThatIsThrown() {
    Throwable failure = new NoClassDefFoundError("missing");
    start(
        context -> {
          throw (Error) failure;
        });
    drainAll();
    assertThat(heard).containsExactly(new Outcome.Failed<>(failure));
  }

  @Test
  void aCancellationThatNobodyAskedForIsAFailure() {
    CancellationException failure = new CancellationException("The generator was closed.");
    start(
        context -> {
          throw failure;
        });
    drainAll();
    assertThat(heard).containsExactly(new Outcome.Failed<>(failure));
  }

  @Test
  void aFailureAfterACancellationIsACancellation() {
    startReachable(
        context -> {
          fromOutside.cancel();
          throw new IllegalStateException("torn down");
        });
    drainAll();
    assertThat(heard).containsExactly(new Outcome.Cancelled<>(Optional.empty()));
  }

  @Test
  void workThatGivesNothingFails() {
    start(context -> null);
    drainAll();
    assertThat(heard)
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.sentence()).contains("no result"));
  }

  @Test
  void whatNoWorkerTakesFails() {
    JobRunner closed =
        new JobRunner(
            work -> {
              throw new RejectedExecutionException("closed");
            },
            callbacks::add,
            cancellers::add,
            () -> now);
    closed.start(JobInfo.of("Work"), context -> "never", new Ear());
    assertThat(heard).isEmpty();
    drain(callbacks);
    assertThat(heard).singleElement().isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aSlowListenerHearsTheNewestAndNothingPilesUp() {
    start(
        context -> {
          for (int i = 0; i < 1000; i++) {
            context.publish("iterate " + i);
            context.progress().report(i / 1000.0, "step " + i);
          }
          assertThat(callbacks).hasSize(1);
          return "all";
        });
    drain(workers);
    assertThat(callbacks).hasSize(1);
    drain(callbacks);
    assertThat(heard).containsExactly("iterate 999", new Outcome.Finished<>("all"));
  }

  @Test
  void cancellingRunsNoForeignCodeOnTheCallersThread() {
    List<String> actions = new ArrayList<>();
    startReachable(
        context -> {
          context.cancellation().onCancel(() -> actions.add("native run ended"));
          fromOutside.cancel();
          assertThat(context.cancellation().isCancelled()).isTrue();
          assertThat(actions).as("before a canceller had its turn").isEmpty();
          // The work itself may not go on as if nothing were.
          context.cancellation().onCancel(() -> actions.add("late"));
          assertThat(actions).containsExactly("native run ended", "late");
          context.cancellation().throwIfCancelled();
          return "not reached";
        });
    drainAll();
    assertThat(actions).hasSize(2);
    assertThat(heard).containsExactly(new Outcome.Cancelled<>(Optional.empty()));
  }

  @Test
  void anActionThatFailsOrHangsHoldsUpNobody() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    JobRunner real = new JobRunner(workers::add, callbacks::add);
    Job[] job = new Job[1];
    job[0] =
        real.start(
            JobInfo.of("Work"),
            (TaskContext<String> context) -> {
              context
                  .cancellation()
                  .onCancel(
                      () -> {
                        throw new IllegalStateException("a plugin's");
                      });
              context
                  .cancellation()
                  .onCancel(
                      () -> {
                        reached.countDown();
                        try {
                          never.await();
                        } catch (InterruptedException e) {
                          Thread.currentThread().interrupt();
                        }
                      });
              job[0].cancel();
              context.cancellation().throwIfCancelled();
              return "not reached";
            },
            new Ear());
    drain(workers);
    drain(callbacks);
    reached.await();
    assertThat(heard).containsExactly(new Outcome.Cancelled<>(Optional.empty()));
    never.countDown();
  }

  @Test
  void aListenerThatFailsHearsTheRestAndItsFailureIsItsThreads() {
    runner.start(
        JobInfo.of("Work"),
        (TaskContext<String> context) -> {
          context.publish("value");
          return "all";
        },
        new JobListener<String, String>() {
          @Override
          public void published(String value) {
            throw new IllegalStateException("in the listener");
          }

          @Override
          public void ended(Outcome<String> outcome) {
            heard.add(outcome);
          }
        });
    drain(workers);
    assertThatThrownBy(() -> drain(callbacks)).hasMessage("in the listener");
    assertThat(heard).containsExactly(new Outcome.Finished<>("all"));
  }

  @Test
  void aListenerThatFailsAtOnceIsNotTheWorksFailure() {
    JobRunner direct = new JobRunner(Runnable::run, Runnable::run, Runnable::run, () -> now);
    direct.start(
        JobInfo.of("Work"),
        (TaskContext<String> context) -> {
          context.publish("value");
          return "all";
        },
        new JobListener<String, String>() {
          @Override
          public void published(String value) {
            throw new IllegalStateException("in the listener");
          }

          @Override
          public void ended(Outcome<String> outcome) {
            heard.add(outcome);
          }
        });
    assertThat(heard).containsExactly(new Outcome.Finished<>("all"));
  }

  /** A listener may show a dialog, which runs the thread's other tasks while it is open. */
  @Test
  void aListenerThatRunsTheNextDeliveryIsCalledInTurn() {
    List<TaskContext<String>> contexts = new ArrayList<>();
    runner.start(
        JobInfo.of("Work"),
        (TaskContext<String> context) -> {
          contexts.add(context);
          context.publish("first");
          drain(callbacks);
          return "all";
        },
        new JobListener<String, String>() {
          @Override
          public void published(String value) {
            heard.add("begin " + value);
            if (value.equals("first")) {
              contexts.get(0).publish("second");
              drain(callbacks);
            }
            heard.add("end " + value);
          }

          @Override
          public void ended(Outcome<String> outcome) {
            heard.add(outcome);
          }
        });
    drainAll();
    assertThat(heard)
        .containsExactly(
            "begin first",
            "end first",
            "begin second",
            "end second",
            new Outcome.Finished<>("all"));
  }

  @Test
  void tellsHowFarItIs() {
    List<Progress> told = new ArrayList<>();
    Job job =
        runner.start(
            JobInfo.of("Work"),
            (TaskContext<String> context) -> {
              drain(callbacks);
              now = now.plusSeconds(10);
              context.progress().report(0.25, "a quarter");
              drain(callbacks);
              context.progress().report(Double.NaN, null);
              drain(callbacks);
              context.progress().report(7, "too much");
              return "all";
            },
            new JobListener<String, String>() {
              @Override
              public void progressed(Progress progress) {
                told.add(progress);
              }

              @Override
              public void ended(Outcome<String> outcome) {
                heard.add(outcome);
              }
            });
    assertThat(job.progress()).isEqualTo(new Progress(-1, "", Optional.empty()));
    now = now.plusSeconds(5);
    Instant begin = now;
    drain(workers);
    drain(callbacks);

    Optional<Instant> start = Optional.of(begin);
    assertThat(told)
        .containsExactly(
            new Progress(-1, "", start, Optional.empty()),
            new Progress(0.25, "a quarter", start),
            new Progress(-1, "", start),
            new Progress(1, "too much", start));
    assertThat(job.progress()).isEqualTo(told.get(3));
    assertThat(told.get(1).elapsed(now)).isEqualTo(Duration.ofSeconds(10));
    assertThat(told.get(1).perSecond(now)).hasValue(0.025);
    assertThat(told.get(1).remaining(now)).contains(Duration.ofSeconds(30));
    assertThat(told.get(2).remaining(now)).as("of unknown length").isEmpty();
    assertThat(told.get(1).remaining(begin.plusSeconds(1))).as("too early to tell").isEmpty();
  }
}
