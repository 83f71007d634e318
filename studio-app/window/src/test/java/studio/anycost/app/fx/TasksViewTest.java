package studio.anycost.app.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.fx.support.StudioFixture;
import studio.anycost.app.fx.support.SyntheticBackend;
import studio.anycost.app.fx.support.SyntheticEdit;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.TaskListener;
import studio.anycost.app.task.JobInfo;

/** Tasks in the status bar: how far they are, and the buttons that end them. */
@ExtendWith(ApplicationExtension.class)
class TasksViewTest {
  @TempDir Path folder;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger rounds = new AtomicInteger();
  private SyntheticBackend backend;
  private StudioFixture studio;
  private FxRobot robot;

  @Start
  void start(Stage stage) {
    backend = new SyntheticBackend(List.of(new SyntheticEdit()));
    studio = new StudioFixture(backend, folder.resolve("preferences.json"), stage);
    robot = studio.robot();
  }

  @BeforeEach
  void awaitPanels() {
    studio.awaitPanels();
  }

  @AfterEach
  void close() {
    studio.close();
    backend.close();
  }

  private final class Ear implements TaskListener<Integer, String> {
    @Override
    public void done(String result) {
      heard.add("done");
    }

    @Override
    public void stopped(String best) {
      heard.add("stopped: " + best);
    }

    @Override
    public void failed(Throwable failure) {
      heard.add("failed");
    }

    @Override
    public void cancelled(Optional<String> unused) {
      heard.add("cancelled");
    }
  }

  /** Looks for better values until it is told to end. */
  private String improve(TaskContext<Integer> context) {
    context.progress().report(0, "Begun");
    while (!context.stopRequested()) {
      context.cancellation().throwIfCancelled();
      int round = rounds.incrementAndGet();
      context.progress().report(0.25, "Round " + round);
      context.publish(round);
      Thread.onSpinWait();
    }
    return "the best";
  }

  private void start(JobInfo info) {
    studio.fx(() -> studio.get(BackgroundTasks.class).run(info, this::improve, new Ear()));
    studio.awaitShown("tasks");
    // What has no size yet cannot be clicked.
    for (String button : List.of("tasks-list", "tasks-cancel")) {
      Button node = studio.node(button, Button.class);
      studio.await(
          button + " is laid out", () -> node.getWidth() > 0 && !node.getParent().isNeedsLayout());
    }
  }

  private void awaitEnd(String outcome) {
    studio.await("it ended", () -> heard.contains(outcome));
    studio.await("it is shown no more", () -> !studio.isShown("tasks"));
    assertThat(heard).containsExactly(outcome);
  }

  @Test
  void stopKeepsTheBest() {
    start(JobInfo.stoppable("Improve"));
    studio.await(
        "its progress is shown",
        () -> studio.node("tasks-progress", ProgressBar.class).getProgress() == 0.25);

    Button stop = studio.node("tasks-stop", Button.class);
    studio.await("stop is offered", () -> stop.isVisible() && !stop.isDisabled());
    fire("tasks-stop");
    awaitEnd("stopped: the best");
  }

  @Test
  void cancelDropsIt() {
    start(JobInfo.stoppable("Improve"));
    robot.clickOn("#tasks-cancel");
    awaitEnd("cancelled");
  }

  @Test
  void whatCannotBeStoppedOffersNoStop() {
    start(JobInfo.of("Improve"));
    assertThat(studio.isShown("tasks-stop")).isFalse();
    robot.clickOn("#tasks-cancel");
    awaitEnd("cancelled");
  }

  @Test
  void theListHasButtonsForEachTask() {
    start(JobInfo.of("First"));
    start(JobInfo.stoppable("Second"));
    assertThat(studio.isShown("tasks-stop")).as("of the first").isFalse();

    fire("tasks-list");
    studio.await("the list is there", () -> robot.lookup("#task-1-message").tryQuery().isPresent());
    studio.await(
        "its message is shown",
        () -> robot.lookup("#task-1-message").queryAs(Label.class).getText().startsWith("Round"));
    robot.clickOn("#task-1-stop");
    studio.await("the second ended", () -> heard.equals(List.of("stopped: the best")));

    robot.clickOn("#task-0-cancel");
    studio.await("the first ended", () -> heard.contains("cancelled"));
    studio.await("nothing runs", () -> !studio.isShown("tasks"));
  }

  @Test
  void aTaskThatTakesAWhileTellsHowLong() {
    start(JobInfo.stoppable("Improve"));
    studio.await(
        "the time is shown",
        () -> studio.node("tasks-time", Label.class).getText().endsWith("s left"));
    // Not by the mouse: the row is laid out anew while its texts change.
    Button stop = studio.node("tasks-stop", Button.class);
    studio.await("stop is offered", () -> stop.isVisible() && !stop.isDisabled());
    studio.fx(
        () -> {
          stop.fire();
          return null;
        });
    awaitEnd("stopped: the best");
  }

  /** Not by the mouse: the row is laid out anew while its texts change. */
  private void fire(String button) {
    studio.fx(
        () -> {
          studio.node(button, ButtonBase.class).fire();
          return null;
        });
  }
}
