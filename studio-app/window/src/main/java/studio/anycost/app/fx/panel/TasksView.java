package studio.anycost.app.fx.panel;

import atlantafx.base.controls.Popover;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;
import studio.anycost.app.fx.words.Texts;

/**
 * The oldest task, with what ends it, while something runs in the background; a click lists them
 * all.
 */
public final class TasksView extends View<HBox> {
  private static final Duration TICK = Duration.seconds(1);
  private static final String STOP_TIP = Texts.of("panel.tasksView.finishNowAndKeep");
  private static final String CANCEL_TIP = Texts.of("panel.tasksView.dropIt");

  private final BackgroundTasks tasks;
  private final Button button = new Button();
  private final Label time = new Label();
  private final ProgressBar bar = new ProgressBar(-1);
  private final Button stop = Icons.iconOnly(new Button(), Signs.STOP);
  private final Button cancel = Icons.iconOnly(new Button(), Signs.CANCEL);
  private final VBox list = new VBox();
  private final Popover popover = new Popover(list);
  private final Timeline ticks = new Timeline(new KeyFrame(TICK, event -> tick()));

  @Inject
  public TasksView(BackgroundTasks tasks) {
    super(new HBox());
    this.tasks = tasks;
    node().setId("tasks");
    node().getStyleClass().add("tasks");
    node().setAlignment(Pos.CENTER_RIGHT);
    bar.setId("tasks-progress");
    bar.setPrefWidth(120);
    bar.getStyleClass().add("small");
    button.setId("tasks-list");
    button.getStyleClass().addAll("flat", "small");
    Tips.set(button, Texts.of("panel.tasksView.whatRunsInThe"));
    button.setOnAction(event -> popover.show(button));
    time.setId("tasks-time");
    time.getStyleClass().add("muted");
    time.setMinWidth(Region.USE_PREF_SIZE);
    stop.setId("tasks-stop");
    stop.setAccessibleText(Texts.of("panel.tasksView.stop"));
    Tips.set(stop, STOP_TIP);
    stop.setOnAction(event -> withFirst(BackgroundTask::stop));
    stop.managedProperty().bind(stop.visibleProperty());
    cancel.setId("tasks-cancel");
    cancel.setAccessibleText(Texts.of("panel.tasksView.cancel"));
    Tips.set(cancel, CANCEL_TIP);
    cancel.setOnAction(event -> withFirst(BackgroundTask::cancel));
    list.getStyleClass().add("task-list");
    popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_CENTER);
    popover.setDetachable(false);
    popover.setHeaderAlwaysVisible(false);
    node().getChildren().addAll(button, time, bar, stop, cancel);
    node().managedProperty().bind(node().visibleProperty());
    ticks.setCycleCount(Animation.INDEFINITE);
  }

  private void withFirst(Consumer<BackgroundTask> action) {
    tasks.running().stream().findFirst().ifPresent(action);
  }

  @Override
  protected void onAttach() {
    InvalidationListener listener = observable -> update();
    tasks.running().addListener(listener);
    whileAttached(
        () -> {
          tasks.running().removeListener(listener);
          popover.hide();
          ticks.stop();
        });
    update();
  }

  private void tick() {
    Instant now = Instant.now();
    tasks.running().forEach(task -> task.tick(now));
  }

  private void update() {
    boolean idle = tasks.running().isEmpty();
    node().setVisible(!idle);
    list.getChildren().clear();
    for (BackgroundTask task : tasks.running()) {
      list.getChildren().add(row("task-" + list.getChildren().size(), task));
    }
    bar.progressProperty().unbind();
    time.textProperty().unbind();
    stop.visibleProperty().unbind();
    cancel.disableProperty().unbind();
    if (idle) {
      popover.hide();
      ticks.stop();
      return;
    }
    BackgroundTask first = tasks.running().get(0);
    bar.progressProperty().bind(first.progressProperty());
    time.textProperty().bind(first.timeProperty());
    stop.visibleProperty().bind(first.stoppableProperty());
    cancel.disableProperty().bind(first.cancellableProperty().not());
    button.setText(
        tasks.running().size() == 1
            ? first.title()
            : Texts.of("panel.tasksView.tasks", tasks.running().size()));
    ticks.play();
  }

  private static Node row(String id, BackgroundTask task) {
    Label title = new Label(task.title());
    title.getStyleClass().add("strong");
    Label message = muted();
    message.setId(id + "-message");
    message.textProperty().bind(task.messageProperty());
    HBox.setHgrow(message, Priority.ALWAYS);
    message.setMaxWidth(Double.MAX_VALUE);
    Label time = muted();
    time.setMinWidth(Region.USE_PREF_SIZE);
    time.textProperty().bind(task.timeProperty());
    ProgressBar bar = new ProgressBar();
    bar.getStyleClass().add("small");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(task.progressProperty());
    VBox words = new VBox(4, title, bar, new HBox(8, message, time));
    words.setPrefWidth(280);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button stop = button(Texts.of("panel.tasksView.stop"), STOP_TIP, task::stop);
    stop.setId(id + "-stop");
    stop.visibleProperty().bind(task.stoppableProperty());
    stop.managedProperty().bind(stop.visibleProperty());
    Button cancel = button(Texts.of("panel.tasksView.cancel"), CANCEL_TIP, task::cancel);
    cancel.setId(id + "-cancel");
    cancel.disableProperty().bind(task.cancellableProperty().not());
    HBox row = new HBox(12, words, stop, cancel);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static Label muted() {
    Label label = new Label();
    label.getStyleClass().add("muted");
    return label;
  }

  private static Button button(String text, String tip, Runnable action) {
    Button button = new Button(text);
    button.getStyleClass().add("small");
    Tips.set(button, tip);
    button.setOnAction(event -> action.run());
    return button;
  }
}
