package studio.anycost.app.fx.shell;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.concurrent.Executor;
import javafx.util.Duration;
import studio.anycost.app.fx.command.AlertQuestions;
import studio.anycost.app.fx.command.DesktopFileManager;
import studio.anycost.app.fx.command.ExportCommands;
import studio.anycost.app.fx.command.FileManager;
import studio.anycost.app.fx.command.FilePicker;
import studio.anycost.app.fx.command.PictureFiles;
import studio.anycost.app.fx.command.Questions;
import studio.anycost.app.fx.command.WindowFilePicker;
import studio.anycost.app.fx.restart.LauncherRelaunch;
import studio.anycost.app.fx.restart.Predecessor;
import studio.anycost.app.fx.restart.Relaunch;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.fx.theme.ThemeSwitcher;
import studio.anycost.app.image.PictureWriter;

/** What the window works with on a real desktop: the platform's dialogs, the open engine. */
final class DesktopModule extends AbstractModule {
  private static final long FIRST_SEED = 9;

  /** What ends a studio comes sooner. */
  private static final Duration CALM = Duration.seconds(2);

  private final StudioBackend backend;
  private final ToolBackend tools;
  private final Executor workers;

  DesktopModule(StudioBackend backend, ToolBackend tools, Executor workers) {
    this.backend = backend;
    this.tools = tools;
    this.workers = workers;
  }

  @Override
  protected void configure() {
    bind(StudioBackend.class).toInstance(backend);
    bind(ToolBackend.class).toInstance(tools);
    bind(Executor.class).annotatedWith(Workers.class).toInstance(workers);
    bind(PictureFiles.class)
        .toInstance(
            (image, file, quality, notes) -> PictureWriter.write(file, image, quality, notes));
    bind(FileManager.class).toInstance(new DesktopFileManager(System.getProperty("os.name", "")));
    bind(Predecessor.class).toInstance(Predecessor.ofThisProcess());
    bind(Relaunch.class).toInstance(LauncherRelaunch.ofThisProcess());
    bind(ExportCommands.Home.class).toInstance(ExportCommands.Home.ofThisPerson());
    bind(ShellModule.StartFace.class).toInstance(new ShellModule.StartFace(FIRST_SEED));
    bind(ShellModule.Calm.class).toInstance(new ShellModule.Calm(CALM));
  }

  @Provides
  @Singleton
  FilePicker filePicker(WindowCloser window) {
    return new WindowFilePicker(() -> window.window().orElse(null));
  }

  @Provides
  @Singleton
  Questions questions(WindowCloser window, ThemeSwitcher themes) {
    return new AlertQuestions(() -> window.window().orElse(null), themes);
  }
}
