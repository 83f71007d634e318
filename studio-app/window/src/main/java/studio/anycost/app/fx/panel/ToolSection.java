package studio.anycost.app.fx.panel;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.view.Fold;
import studio.anycost.app.fx.view.Icons;
import studio.anycost.app.fx.view.Signs;
import studio.anycost.app.fx.view.Tips;
import studio.anycost.app.fx.view.Unready;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.Tool;

/** The titled panel of one tool: what it does, its controls, Run or Stop, how far it is. */
final class ToolSection {
  private final String id;
  private final EditSection section;
  private final Button run = new Button("", Icons.of(Signs.START));
  private final Button stop = new Button(Texts.of("panel.toolSection.stop"), Icons.of(Signs.STOP));
  private final Button cancel = new Button(Texts.of("panel.toolSection.cancel"));
  private final Label hint = new Label();
  private final ProgressBar bar = new ProgressBar(-1);
  private final Label message = new Label();
  private final Label time = new Label();
  private final VBox progress = new VBox(4);
  private final Label done = new Label();
  private final VBox findings = new VBox(6);
  private boolean roomKept;
  private boolean working;
  private Runnable begun = () -> {};
  private final VBox content;
  private final Node controls;

  /**
   * @param id prefix of the ids of all nodes
   * @param controls what the person sets the tool up with
   * @param display shows values in the controls
   * @param size number of parameters
   * @param filter shows only what matches
   * @param reset puts the values back
   * @param start runs the tool
   */
  ToolSection(
      String id,
      Offered<Tool> tool,
      Node controls,
      Consumer<ParameterValues> display,
      int size,
      Consumer<String> filter,
      Runnable reset,
      Runnable start) {
    this.id = id;
    this.controls = controls;
    Label description = new Label(tool.info().description());
    description.getStyleClass().add("muted");
    description.setWrapText(true);
    show(description, !tool.info().description().isBlank());
    String action = tool.info().action();
    run.setId(id + "-run");
    run.setText(action.isBlank() ? Texts.of("panel.toolSection.run") : action);
    run.setMnemonicParsing(false);
    run.setTextOverrun(OverrunStyle.ELLIPSIS);
    run.getStyleClass().add("accent");
    run.setOnAction(event -> start.run());
    stop.setId(id + "-stop");
    Tips.set(stop, Texts.of("panel.toolSection.finishNowAndKeep"));
    cancel.setId(id + "-cancel");
    cancel.getStyleClass().add("flat");
    Tips.set(cancel, Texts.of("panel.toolSection.endItAndKeep"));
    hint.setId(id + "-hint");
    hint.getStyleClass().add("muted");
    hint.setWrapText(true);
    bar.setId(id + "-progress");
    bar.getStyleClass().add("small");
    bar.setMaxWidth(Double.MAX_VALUE);
    message.setId(id + "-message");
    message.getStyleClass().add("muted");
    message.setMaxWidth(Double.MAX_VALUE);
    time.getStyleClass().add("muted");
    time.setMinWidth(Region.USE_PREF_SIZE);
    // The message has a line of its own: it is the longer one.
    HBox.setHgrow(bar, Priority.ALWAYS);
    HBox far = new HBox(8, bar, time);
    far.setAlignment(Pos.CENTER_LEFT);
    progress.getChildren().addAll(far, message);
    done.setId(id + "-done");
    done.getStyleClass().add("muted");
    done.setWrapText(true);
    StackPane state = new StackPane(progress, done);
    state.setAlignment(Pos.TOP_LEFT);
    state.managedProperty().bind(progress.managedProperty());
    findings.setId(id + "-found");
    List.of(run, stop, cancel).forEach(Unready::atFirst); // each comes where another was
    HBox buttons = new HBox(8, run, stop, cancel);
    buttons.setAlignment(Pos.CENTER_LEFT);
    content = new VBox(10, description, controls, buttons, hint, state, findings);
    content.getStyleClass().add("tool-content");
    section = new EditSection(id, tool.info(), content, display, size, filter, reset);
    showIdle();
  }

  TitledPane node() {
    return section.node();
  }

  /** Says below what the tool does what becomes of that in the studio. */
  void foretell(String sentence) {
    Label then = new Label(sentence);
    then.setId(id + "-then");
    then.getStyleClass().add("muted");
    then.setWrapText(true);
    content.getChildren().add(1, then);
  }

  /** Shows all parameters again. */
  void clearSearch() {
    section.clearSearch();
  }

  void show(ParameterValues values) {
    section.show(values);
  }

  /**
   * Shows why the tool cannot run, or lets it.
   *
   * @param steady whether the place of the sentence is kept where there is none: it goes and comes
   *     while the person sets the tool up, and nothing is to move meanwhile
   */
  void showObstacle(Optional<String> obstacle, boolean steady) {
    run.setDisable(obstacle.isPresent());
    obstacle.ifPresent(hint::setText);
    hint.setVisible(obstacle.isPresent());
    hint.setManaged(obstacle.isPresent() || steady && !hint.getText().isEmpty());
  }

  /** Shows the work under way. */
  void showRunning(BackgroundTask task) {
    stop.setOnAction(event -> task.stop());
    cancel.setOnAction(event -> task.cancel());
    stop.disableProperty().bind(task.stoppableProperty().not());
    cancel.disableProperty().bind(task.cancellableProperty().not());
    bar.progressProperty().bind(task.progressProperty());
    message.textProperty().bind(task.messageProperty());
    time.textProperty().bind(task.timeProperty());
    showWorking(true);
  }

  /**
   * Puts the controls into a part below the buttons that a run folds: what it finds is seen then
   * without scrolling.
   *
   * @param onRun runs when one begins
   */
  void foldWhileRunning(Runnable onRun) {
    TitledPane settings =
        Fold.of(id + "-settings", Texts.of("panel.toolSection.settings"), controls);
    content.getChildren().remove(controls);
    content.getChildren().add(content.getChildren().indexOf(findings), settings);
    begun =
        () -> {
          settings.setExpanded(false);
          onRun.run();
        };
  }

  /** Nothing is under way. */
  void showIdle() {
    stop.disableProperty().unbind();
    cancel.disableProperty().unbind();
    bar.progressProperty().unbind();
    message.textProperty().unbind();
    time.textProperty().unbind();
    showWorking(false);
  }

  /** Shows what was found below the buttons; nothing takes it away. */
  void showFound(Optional<Node> node) {
    findings.getChildren().setAll(node.map(List::of).orElse(List.of()));
    show(findings, node.isPresent());
  }

  /**
   * Shows the tool's work in its own way, above the controls, which are folded away: nothing of
   * what one looks at while it runs has to be scrolled to.
   *
   * @param way shows the work
   * @param rule what becomes of the work, one sentence that is shown while it is under way
   */
  void follow(Node way, String rule) {
    TitledPane settings =
        Fold.of(id + "-settings", Texts.of("panel.toolSection.settings"), controls);
    settings.setExpanded(false);
    Label sentence = new Label(rule);
    sentence.setId(id + "-rule");
    sentence.getStyleClass().add("muted");
    sentence.setWrapText(true);
    progress.getChildren().add(sentence);
    content.getChildren().remove(controls);
    content.getChildren().add(content.getChildren().indexOf(findings), settings);
    content.getChildren().add(content.getChildren().indexOf(settings), way);
  }

  /**
   * Says in the place of the progress what became of the work, where nothing is under way: nothing
   * else moves then.
   *
   * @param sentences empty if there was no work
   */
  void showDone(Optional<String> sentences) {
    roomKept = sentences.isPresent();
    done.setText(sentences.orElse(""));
    progress.setManaged(roomKept || progress.isVisible());
    show(done, roomKept && !progress.isVisible());
  }

  String id() {
    return id;
  }

  private void showWorking(boolean now) {
    boolean begins = now && !working;
    working = now;
    boolean focused = run.isFocused() || stop.isFocused() || cancel.isFocused();
    show(run, !working);
    show(stop, working);
    show(cancel, working);
    show(progress, working);
    progress.setManaged(working || roomKept);
    show(done, roomKept && !working);
    if (focused) {
      // Else the focus goes to whatever comes next, and the panel scrolls there.
      (working ? stop : run).requestFocus();
    }
    if (begins) {
      begun.run();
    }
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
