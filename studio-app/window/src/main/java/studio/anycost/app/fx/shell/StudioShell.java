package studio.anycost.app.fx.shell;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import studio.anycost.app.fx.command.DraggedFiles;
import studio.anycost.app.fx.command.DropCommands;
import studio.anycost.app.fx.command.PluginCommands;
import studio.anycost.app.fx.command.ProjectCommands;
import studio.anycost.app.fx.command.RecoveryCommands;
import studio.anycost.app.fx.command.ToolCommands;
import studio.anycost.app.fx.state.ComparisonState;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ExportState;
import studio.anycost.app.fx.state.LikenessState;
import studio.anycost.app.fx.state.ModelSwitch;
import studio.anycost.app.fx.state.PhotoState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.RecoveryState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ThumbnailState;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.theme.MotionSwitcher;
import studio.anycost.app.fx.theme.ThemeSwitcher;
import studio.anycost.app.fx.training.FollowedRun;

/** Opens the window on a stage and lets go of everything when it closes. JavaFX thread only. */
public final class StudioShell implements AutoCloseable {
  private static final String TITLE = "Anycost Studio";

  private final StudioBackend backend;
  private final StudioWindow window;
  private final WindowKeeper keeper;
  private final SessionKeeper session;
  private final WindowCloser closer;
  private final ThemeSwitcher themes;
  private final MotionSwitcher motion;
  private final PreferenceState preferences;
  private final DocumentState documents;
  private final ModelSwitch models;
  private final PreviewState preview;
  private final ComparisonState comparison;
  private final PhotoState photos;
  private final LikenessState likeness;
  private final PluginCommands plugins;
  private final ProjectCommands projects;
  private final DropCommands drops;
  private final ThumbnailState thumbnails;
  private final RecoveryState recovery;
  private final RecoveryCommands recoveries;
  private final ToolCommands tools;
  private final FollowedRun training;
  private final ExportState exports;
  private final DraggedFiles dragged;
  private final BackgroundTasks tasks;

  @Inject
  StudioShell(
      StudioBackend backend,
      StudioWindow window,
      WindowKeeper keeper,
      SessionKeeper session,
      WindowCloser closer,
      ThemeSwitcher themes,
      MotionSwitcher motion,
      PreferenceState preferences,
      DocumentState documents,
      ModelSwitch models,
      PreviewState preview,
      ComparisonState comparison,
      PhotoState photos,
      LikenessState likeness,
      PluginCommands plugins,
      ProjectCommands projects,
      DropCommands drops,
      ThumbnailState thumbnails,
      RecoveryState recovery,
      RecoveryCommands recoveries,
      ToolCommands tools,
      FollowedRun training,
      ExportState exports,
      DraggedFiles dragged,
      BackgroundTasks tasks) {
    this.backend = backend;
    this.window = window;
    this.keeper = keeper;
    this.session = session;
    this.closer = closer;
    this.themes = themes;
    this.motion = motion;
    this.preferences = preferences;
    this.documents = documents;
    this.models = models;
    this.preview = preview;
    this.comparison = comparison;
    this.photos = photos;
    this.likeness = likeness;
    this.plugins = plugins;
    this.projects = projects;
    this.drops = drops;
    this.thumbnails = thumbnails;
    this.recovery = recovery;
    this.recoveries = recoveries;
    this.tools = tools;
    this.training = training;
    this.exports = exports;
    this.dragged = dragged;
    this.tasks = tasks;
  }

  /** Builds the scene and shows the stage with what was open last. */
  public void show(Stage stage) {
    show(stage, true);
  }

  /**
   * The same.
   *
   * @param portrait whether what was open last is opened again, and not only shown the same way
   */
  public void show(Stage stage, boolean portrait) {
    closer.attach(stage);
    preferences.property().addListener((observable, old, now) -> themes.choose(now.theme()));
    themes.choose(preferences.get().theme());
    preferences
        .property()
        .addListener(
            (observable, old, now) -> motion.choose(now.motion(), window.node().getStyleClass()));
    motion.choose(preferences.get().motion(), window.node().getStyleClass());
    Scene scene = new Scene(window.node());
    themes.style(scene.getStylesheets());
    window.install(scene);
    stage.setScene(scene);
    keeper.limit(stage);
    stage
        .titleProperty()
        .bind(documents.documentProperty().map(document -> projects.name() + " \u2013 " + TITLE));
    stage.setOnCloseRequest(event -> closing(event, stage));
    if (!stage.isShowing()) {
      keeper.place(stage);
    }
    // Before the first picture is rendered: it is that of the portrait that was open.
    session.restore(portrait);
    models.show(backend.model());
    plugins.start();
    stage.show();
    // Keys are shortcuts until a control is chosen; the first button would keep some to itself.
    window.node().requestFocus();
    // After the first layout: a divider that is set before is moved by it.
    window.node().applyCss();
    window.node().layout();
    window.setDivider(keeper.divider());
    thumbnails.start();
    recovery.start();
    recoveries.offer();
  }

  private void closing(WindowEvent event, Stage stage) {
    if (!closer.isUnasked() && !session.keepsEverything() && !projects.mayDiscard()) {
      event.consume();
      return;
    }
    if (!closer.isKeeping()) {
      recovery.end();
    }
    session.end();
    keeper.remember(stage, window);
    stage.hide();
  }

  /** Opens a file as if it had been dropped on the window. */
  public void open(Path file) {
    drops.drop(List.of(file));
  }

  /** Stops previews, comparisons and background work; the backend stays open. */
  @Override
  public void close() {
    plugins.stop();
    tools.close();
    training.close();
    tasks.cancelAll();
    exports.close();
    dragged.close();
    thumbnails.close();
    recovery.close();
    session.close();
    comparison.close();
    photos.close();
    likeness.close();
    preview.close();
  }
}
