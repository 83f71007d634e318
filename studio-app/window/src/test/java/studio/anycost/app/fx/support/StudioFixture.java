package studio.anycost.app.fx.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import studio.anycost.app.favourite.FavouriteStore;
import studio.anycost.app.fx.command.ExportCommands;
import studio.anycost.app.fx.command.FileManager;
import studio.anycost.app.fx.command.FilePicker;
import studio.anycost.app.fx.command.PictureFiles;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.restart.Predecessor;
import studio.anycost.app.fx.restart.Relaunch;
import studio.anycost.app.fx.shell.FrameModule;
import studio.anycost.app.fx.shell.ShellModule;
import studio.anycost.app.fx.shell.StudioShell;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.fx.theme.SystemAppearance;
import studio.anycost.app.fx.theme.SystemMotion;
import studio.anycost.app.fx.theme.ThemeSwitcher;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.preset.PresetFolder;
import studio.anycost.app.preview.PreviewFrame;
import studio.anycost.app.recovery.RecoveryFolder;
import studio.anycost.app.session.SessionFolder;
import studio.anycost.app.settings.PreferenceStore;
import studio.anycost.app.settings.SliderMarkStore;

/** The real window over a given backend, and what tests do with it. */
public final class StudioFixture implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final FxRobot robot = new FxRobot();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Answers answers = new Answers();
  private final Relaunches relaunches = new Relaunches();
  private final Injector injector;
  private final StudioShell shell;
  private final Stage stage;

  /** Opens the window without tools; on the JavaFX thread. */
  public StudioFixture(StudioBackend backend, Path preferences, Stage stage) {
    this(backend, new NoTools(), preferences, stage);
  }

  /** Opens the window; on the JavaFX thread. */
  public StudioFixture(StudioBackend backend, ToolBackend tools, Path preferences, Stage stage) {
    this(backend, tools, preferences, stage, false);
  }

  /**
   * Opens the window; on the JavaFX thread.
   *
   * @param first whether it greets as at the first start, if there are no preferences yet
   */
  public StudioFixture(
      StudioBackend backend, ToolBackend tools, Path preferences, Stage stage, boolean first) {
    this(backend, tools, preferences, stage, first, Predecessor.NONE);
  }

  /**
   * Opens the window; on the JavaFX thread.
   *
   * @param first whether it greets as at the first start, if there are no preferences yet
   * @param predecessor in whose place it was started
   */
  public StudioFixture(
      StudioBackend backend,
      ToolBackend tools,
      Path preferences,
      Stage stage,
      boolean first,
      Predecessor predecessor) {
    this.stage = stage;
    PreferenceStore store = first ? new PreferenceStore(preferences) : seen(preferences);
    ThemeSwitcher.loadFonts();
    injector =
        Guice.createInjector(
            new FrameModule(),
            new ShellModule(),
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(StudioBackend.class).toInstance(backend);
                bind(ToolBackend.class).toInstance(tools);
                bind(PreferenceStore.class).toInstance(store);
                bind(RecoveryFolder.class)
                    .toInstance(new RecoveryFolder(preferences.resolveSibling("recovery")));
                bind(SessionFolder.class)
                    .toInstance(new SessionFolder(preferences.resolveSibling("session")));
                bind(FavouriteStore.class)
                    .toInstance(new FavouriteStore(preferences.resolveSibling("favourites")));
                bind(PresetFolder.class)
                    .toInstance(new PresetFolder(preferences.resolveSibling("presets")));
                bind(SliderMarkStore.class)
                    .toInstance(new SliderMarkStore(preferences.resolveSibling("sliders")));
                bind(SystemAppearance.class)
                    .toInstance(
                        new SystemAppearance(
                            "Linux", Map.of("GTK_THEME", "Adwaita"), command -> null));
                bind(SystemMotion.class)
                    .toInstance(new SystemMotion("Linux", command -> Optional.empty()));
                bind(FilePicker.class).toInstance(answers);
                bind(FileManager.class).toInstance(answers);
                bind(Questions.class).toInstance(answers);
                bind(Predecessor.class).toInstance(predecessor);
                bind(Relaunch.class).toInstance(relaunches);
                bind(PictureFiles.class)
                    .toInstance(
                        (image, file, quality, notes) ->
                            PictureWriter.write(file, image, quality, notes));
                bind(ExportCommands.Home.class)
                    .toInstance(new ExportCommands.Home(preferences.toAbsolutePath().getParent()));
                bind(ShellModule.StartFace.class).toInstance(new ShellModule.StartFace(7));
                // Never, so that what is to be seen before it is seen on a slow machine, too.
                bind(ShellModule.Calm.class).toInstance(new ShellModule.Calm(Duration.hours(1)));
                bind(Executor.class).annotatedWith(Workers.class).toInstance(workers);
              }
            });
    shell = injector.getInstance(StudioShell.class);
    shell.show(stage);
  }

  /** The hints of the first start would lie over what is tested. */
  private static PreferenceStore seen(Path preferences) {
    PreferenceStore store = new PreferenceStore(preferences);
    if (!Files.exists(preferences)) {
      try {
        store.update(now -> now.withToured(true));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return store;
  }

  public FxRobot robot() {
    return robot;
  }

  public Answers answers() {
    return answers;
  }

  public Relaunches relaunches() {
    return relaunches;
  }

  public StudioShell shell() {
    return shell;
  }

  public Stage stage() {
    return stage;
  }

  /** A part of the window that the injector made. */
  public <T> T get(Class<T> type) {
    return injector.getInstance(type);
  }

  /**
   * Writes over what stands in a field. Not by a double click, which on a busy machine are two
   * single ones.
   */
  public FxRobot type(String field, String text) {
    robot.clickOn(field).push(KeyCode.SHORTCUT, KeyCode.A).write(text);
    return robot;
  }

  /** Waits for a condition that is asked on the JavaFX thread. */
  public void await(String what, Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(
          PATIENCE_SECONDS,
          TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.asyncFx(condition).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      throw new AssertionError("It never happened that " + what, e);
    }
  }

  /** Runs on the JavaFX thread and waits for the result. */
  public <T> T fx(Callable<T> work) {
    return WaitForAsyncUtils.waitForAsyncFx(1000 * PATIENCE_SECONDS, work);
  }

  /** A size or a place as it is once everything that has happened is laid out. */
  public <T> T laidOut(Callable<T> measure) {
    SettledLayout.await(stage.getScene());
    return fx(measure);
  }

  /** Waits for the panels beside the portrait, which come later than the window. */
  public void awaitPanels() {
    for (String panel : List.of("history-panel", "inspector-list")) {
      await(
          "#" + panel + " is laid out",
          () ->
              stage.getScene().lookup("#" + panel) instanceof Region region
                  && region.getHeight() > 0
                  && !region.isNeedsLayout());
    }
  }

  /** The node with an id, which must be in the window. */
  public <T extends Node> T node(String id, Class<T> type) {
    Node node = fx(() -> stage.getScene().lookup("#" + id));
    assertThat(node).as("node #%s", id).isNotNull();
    return type.cast(node);
  }

  /** Presses a button by its id, wherever it has been scrolled to. */
  public void fire(String button) {
    fx(
        () -> {
          ((Button) stage.getScene().lookup("#" + button)).fire();
          return null;
        });
  }

  /** Exports what is chosen to a file that the platform's dialog is answered with. */
  public void export(Path file) {
    if (!isShown("export-sheet-write")) {
      robot.press(KeyCode.SHORTCUT).type(KeyCode.E).release(KeyCode.SHORTCUT);
      awaitShown("export-sheet-write");
    }
    answers.choose(file);
    fire("export-sheet-choose");
    fire("export-sheet-write");
  }

  /** Opens a section, as its heading would. */
  public void unfold(String section) {
    TitledPane pane = node(section, TitledPane.class);
    fx(
        () -> {
          pane.setExpanded(true);
          return null;
        });
  }

  /** Whether there is a visible node with an id. */
  public boolean isShown(String id) {
    return fx(
        () -> {
          Node node = stage.getScene().lookup("#" + id);
          while (node != null && node.isVisible()) {
            if (node.getParent() == null) {
              return true;
            }
            node = node.getParent();
          }
          return false;
        });
  }

  public void awaitShown(String id) {
    await("#" + id + " is shown", () -> isShown(id));
  }

  /** Waits until the full generator's picture of the present document is on the screen. */
  public PreviewFrame awaitFullPicture() {
    PreviewState preview = get(PreviewState.class);
    await(
        "the full picture is on the screen",
        () ->
            preview.frameProperty().get().filter(PreviewFrame::isFull).isPresent()
                && preview.runningProperty().get().isEmpty());
    return fx(() -> preview.frameProperty().get().orElseThrow());
  }

  /** Waits until a picture of the present document with these pixels is on the screen. */
  public void awaitPicture(int[] pixels) {
    await(
        "the picture is the expected one",
        () ->
            get(PreviewState.class)
                .frameProperty()
                .get()
                .filter(frame -> Arrays.equals(frame.image().toArray(), pixels))
                .isPresent());
  }

  /** Waits until a picture with other pixels is on the screen. */
  public void awaitOtherPicture(int[] pixels) {
    await(
        "another picture is shown",
        () ->
            get(PreviewState.class)
                .frameProperty()
                .get()
                .filter(frame -> !Arrays.equals(frame.image().toArray(), pixels))
                .isPresent());
  }

  public DocumentState documents() {
    return get(DocumentState.class);
  }

  public int historySize() {
    return fx(() -> documents().timelineProperty().get().entries().size());
  }

  public String historyLabel(int index) {
    return fx(() -> documents().timelineProperty().get().entries().get(index).label());
  }

  /** Presses the thumb of a slider. */
  public void pressThumb(String sliderId) {
    Slider slider = node(sliderId, Slider.class);
    reveal(slider);
    Node thumb = fx(() -> slider.lookup(".thumb"));
    robot.moveTo(thumb).press(MouseButton.PRIMARY);
  }

  /** Scrolls no view: makes sure that a node lies inside the window before it is clicked. */
  private void reveal(Node node) {
    Bounds bounds = laidOut(() -> node.localToScene(node.getBoundsInLocal()));
    assertThat(fx(() -> stage.getScene().getHeight())).isGreaterThan(bounds.getMaxY());
  }

  /** A point of a node in screen coordinates, both as fractions of its size. */
  public Point2D pointIn(Node node, double x, double y) {
    return laidOut(
        () -> {
          Bounds bounds = node.localToScreen(node.getBoundsInLocal());
          return new Point2D(
              bounds.getMinX() + x * bounds.getWidth(), bounds.getMinY() + y * bounds.getHeight());
        });
  }

  @Override
  public void close() {
    fx(
        () -> {
          shell.close();
          stage.hide();
          return null;
        });
    workers.shutdownNow();
  }
}
