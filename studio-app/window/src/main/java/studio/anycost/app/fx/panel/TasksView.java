package studio.anycost.app.fx.panel;

import atlantafx.base.controls.Popover;
import jakarta.inject.Inject;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.View;

/** A bar and a count while something runs in the background; a click lists it all. */
public final class TasksView extends View<HBox> {
  private final BackgroundTasks tasks;
  private final Button button = new Button();
  private final ProgressBar bar = new ProgressBar(-1);
  private final Button cancel = Icons.iconOnly(new Button(), Feather.X);
  private final VBox list = new VBox();
  private final Popover popover = new Popover(list);

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
    Tips.set(button, "What runs in the background");
    button.setOnAction(event -> popover.show(button));
    cancel.setId("tasks-cancel");
    cancel.setAccessibleText("Cancel");
    Tips.set(cancel, "Cancel");
    cancel.setOnAction(
        event -> tasks.running().stream().findFirst().ifPresent(BackgroundTask::cancel));
    list.getStyleClass().add("task-list");
    popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_CENTER);
    popover.setDetachable(false);
    popover.setHeaderAlwaysVisible(false);
    node().getChildren().addAll(button, bar, cancel);
    node().managedProperty().bind(node().visibleProperty());
  }

  @Override
  protected void onAttach() {
    InvalidationListener listener = observable -> update();
    tasks.running().addListener(listener);
    whileAttached(
        () -> {
          tasks.running().removeListener(listener);
          popover.hide();
        });
    update();
  }

  private void update() {
    node().setVisible(!tasks.running().isEmpty());
    list.getChildren().setAll(tasks.running().stream().map(TasksView::row).toList());
    bar.progressProperty().unbind();
    if (tasks.running().isEmpty()) {
      popover.hide();
      return;
    }
    BackgroundTask first = tasks.running().get(0);
    bar.progressProperty().bind(first.progressProperty());
    button.setText(tasks.running().size() == 1 ? first.title() : tasks.running().size() + " tasks");
  }

  private static Node row(BackgroundTask task) {
    Label title = new Label(task.title());
    title.getStyleClass().add("strong");
    Label message = new Label();
    message.getStyleClass().add("muted");
    message.textProperty().bind(task.messageProperty());
    ProgressBar bar = new ProgressBar();
    bar.getStyleClass().add("small");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(task.progressProperty());
    VBox words = new VBox(4, title, bar, message);
    words.setPrefWidth(240);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button cancel = new Button("Cancel");
    cancel.getStyleClass().add("small");
    cancel.setOnAction(event -> task.cancel());
    HBox row = new HBox(12, words, cancel);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
