package studio.anycost.app.fx.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.task.JobInfo;
import studio.anycost.app.task.Work;

/** Both executors are queues that the test runs by hand. */
class BackgroundTasksTest {
  private final Queue<Runnable> workers = new ArrayDeque<>();
  private final Queue<Runnable> fx = new ArrayDeque<>();
  private final List<String> heard = new ArrayList<>();
  private final BackgroundTasks tasks = new BackgroundTasks(workers::add, fx::add);

  private class Ear implements TaskListener<String, String> {
    @Override
    public void published(String value) {
      heard.add("published " + value);
    }

    @Override
    public void done(String result) {
      heard.add("done " + result);
    }

    @Override
    public void failed(Throwable failure) {
      heard.add("failed " + failure);
    }

    @Override
    public void cancelled(Optional<String> unused) {
      heard.add("cancelled " + unused.orElse("with nothing"));
    }

    @Override
    public void finished() {
      heard.add("finished");
    }
  }

  private BackgroundTask start(Work<String, String> work) {
    return tasks.run(JobInfo.stoppable("Work"), work, new Ear());
  }

  private static void drain(Queue<Runnable> queue) {
    while (!queue.isEmpty()) {
      queue.remove().run();
    }
  }

  @Test
  void bringsTheResultToTheWindow() {
    start(context -> "yes");
    assertThat(tasks.running()).hasSize(1);

    drain(workers);
    assertThat(heard).isEmpty();
    drain(fx);

    assertThat(heard).containsExactly("done yes", "finished");
    assertThat(tasks.running()).isEmpty();
  }

  @Test
  void theSimpleCallHearsOfResultsAndFailures() {
    tasks.run("Work", context -> "yes", heard::add, failure -> heard.add("not reached"));
    tasks.run(
        "Work",
        context -> {
          throw new IllegalStateException("no");
        },
        result -> heard.add("not reached"),
        failure -> heard.add(failure.getMessage()));
    BackgroundTask dropped =
        tasks.run("Work", context -> "dropped", heard::add, failure -> heard.add("not reached"));
    assertThat(dropped.stoppableProperty().get()).isFalse();
    dropped.cancel();
    drain(workers);
    drain(fx);

    assertThat(heard).containsExactly("yes", "no");
    assertThat(tasks.running()).isEmpty();
  }

  @Test
  void handsOverOnlyTheNewestProgress() {
    BackgroundTask task =
        start(
            context -> {
              for (int i = 0; i <= 1000; i++) {
                context.progress().report(i / 1000.0, "step " + i);
                context.publish("iterate " + i);
              }
              return "yes";
            });

    drain(workers);
    assertThat(fx).hasSize(1);
    drain(fx);

    assertThat(task.progressProperty().get()).isEqualTo(1);
    assertThat(task.messageProperty().get()).isEqualTo("step 1000");
    assertThat(heard).containsExactly("published iterate 1000", "done yes", "finished");
  }

  @Test
  void tellsOfFailuresOfEveryKind() {
    start(
        context -> {
          throw new NoClassDefFoundError("missing");
        });
    drain(workers);
    drain(fx);

    assertThat(heard).containsExactly("failed java.lang.NoClassDefFoundError: missing", "finished");
    assertThat(tasks.running()).isEmpty();
  }

  @Test
  void tellsOfACancellationWheneverItComes() {
    BackgroundTask before = start(context -> "never begun");
    before.cancel();
    drain(workers);
    drain(fx);
    assertThat(heard).containsExactly("cancelled with nothing", "finished");
    heard.clear();

    BackgroundTask during =
        start(
            context -> {
              tasks.cancelAll();
              context.cancellation().throwIfCancelled();
              return "not reached";
            });
    drain(workers);
    assertThat(during.messageProperty().get()).startsWith("Cancelling");
    assertThat(during.cancellableProperty().get()).isFalse();
    drain(fx);
    assertThat(heard).containsExactly("cancelled with nothing", "finished");
    heard.clear();

    BackgroundTask after = start(context -> "too late");
    drain(workers);
    after.cancel();
    drain(fx);
    assertThat(heard).containsExactly("cancelled too late", "finished");
    assertThat(tasks.running()).isEmpty();
  }

  @Test
  void stoppedItIsDoneWithTheBest() {
    BackgroundTask task =
        start(
            context -> {
              tasks.running().get(0).stop();
              context.progress().report(0.5, "one more step");
              return context.stopRequested() ? "best" : "all";
            });
    assertThat(task.stoppableProperty().get()).isTrue();
    drain(workers);
    drain(fx);

    assertThat(heard).containsExactly("done best", "finished");
    assertThat(task.stoppableProperty().get()).isFalse();
    assertThat(task.messageProperty().get()).startsWith("Finishing");
    assertThat(task.progressProperty().get()).isEqualTo(0.5);
  }

  @Test
  void finishesAlsoWhenTheListenerFails() {
    tasks.run(
        JobInfo.of("Work"),
        (TaskContext<String> context) -> "yes",
        new Ear() {
          @Override
          public void done(String result) {
            throw new IllegalStateException("in the window");
          }
        });
    drain(workers);

    assertThatThrownBy(() -> drain(fx)).hasMessage("in the window");
    assertThat(heard).containsExactly("finished");
    assertThat(tasks.running()).isEmpty();
  }

  @Test
  void tellsHowLongItTakes() {
    BackgroundTask task =
        start(
            context -> {
              context.progress().report(0, "begun");
              context.progress().report(0.5, "half");
              return "yes";
            });
    task.tick(Instant.now());
    assertThat(task.timeProperty().get()).as("not begun").isEmpty();
    drain(workers);

    Instant begun = Instant.now();
    task.tick(begun.plusSeconds(90));
    assertThat(task.timeProperty().get()).matches("1 min \\d+ s left");
  }

  @Test
  void tellsHowLongItHasTakenWhereTheRestIsUnknown() {
    BackgroundTask task = start(context -> "yes");
    drain(workers);
    task.tick(Instant.now().plusSeconds(100));
    assertThat(task.timeProperty().get()).matches("1 min \\d+ s");
  }
}
