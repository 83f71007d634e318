package studio.anycost.app.fx.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Both executors are queues that the test runs by hand. */
class BackgroundTasksTest {
  private final Queue<Runnable> workers = new ArrayDeque<>();
  private final Queue<Runnable> fx = new ArrayDeque<>();
  private final List<String> heard = new ArrayList<>();
  private final BackgroundTasks tasks = new BackgroundTasks(workers::add, fx::add);

  private BackgroundTask start(Work<String> work) {
    return tasks.run(
        "Work", work, result -> heard.add("done " + result), e -> heard.add("failed " + e));
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

    assertThat(heard).containsExactly("done yes");
    assertThat(tasks.running()).isEmpty();
  }

  @Test
  void handsOverOnlyTheNewestProgress() {
    BackgroundTask task =
        start(
            context -> {
              for (int i = 0; i <= 1000; i++) {
                context.progress().report(i / 1000.0, "step " + i);
              }
              return "yes";
            });

    drain(workers);
    assertThat(fx).hasSize(2); // one report and the end
    fx.remove().run();

    assertThat(task.progressProperty().get()).isEqualTo(1);
    assertThat(task.messageProperty().get()).isEqualTo("step 1000");
  }

  @Test
  void tellsOfFailuresOfEveryKind() {
    start(
        context -> {
          throw new NoClassDefFoundError("missing");
        });
    drain(workers);
    drain(fx);

    assertThat(heard).containsExactly("failed java.lang.NoClassDefFoundError: missing");
    assertThat(tasks.running()).isEmpty();
  }

  @Test
  void isSilentAfterACancellation() {
    BackgroundTask before = start(context -> "never begun");
    before.cancel();
    drain(workers);
    BackgroundTask during =
        start(
            context -> {
              tasks.cancelAll();
              context.cancellation().throwIfCancelled();
              return "not reached";
            });
    BackgroundTask after = start(context -> "too late");
    drain(workers);
    after.cancel();
    drain(fx);

    assertThat(heard).isEmpty();
    assertThat(tasks.running()).isEmpty();
    assertThat(during.messageProperty().get()).startsWith("Stopping");
  }
}
