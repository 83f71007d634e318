package studio.anycost.app.fx.shell;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.engine.EngineFactory;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.command.Folders;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.EngineBackend;
import studio.anycost.app.fx.state.EngineTools;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.theme.SystemAppearance;
import studio.anycost.app.fx.theme.SystemMotion;
import studio.anycost.app.fx.theme.ThemeSwitcher;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.log.StartupTrace;
import studio.anycost.app.settings.StudioFolders;
import studio.anycost.models.runtime.RuntimeOptions;

/**
 * The window's life: shows itself at once, opens the engine in the background, and closes both.
 * Made by JavaFX; takes the named parameters {@code bundle} and {@code project}.
 */
public final class StudioApplication extends Application {
  private static final Logger LOG = LoggerFactory.getLogger(StudioApplication.class);

  private final ExecutorService workers = Executors.newCachedThreadPool(daemons());
  private Injector injector;
  private Optional<StudioEngine> engine = Optional.empty();
  private Optional<StudioShell> shell = Optional.empty();
  private CompletableFuture<Opened> opening;
  private boolean stopped;

  /** An open engine, and what went wrong on the way. */
  private record Opened(StudioEngine engine, Optional<Notice> trouble) {}

  private static java.util.concurrent.ThreadFactory daemons() {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "studio-worker-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * {@inheritDoc} Opens the engine beside the start of JavaFX: each takes about a second, on its
   * own.
   */
  @Override
  public void init() {
    StartupTrace.mark("toolkit started");
    injector =
        Guice.createInjector(
            new EngineModule(StudioFolders.forThisMachine(), RuntimeOptions.defaults()),
            new FrameModule(),
            binder -> {
              binder.bind(SystemAppearance.class).toInstance(SystemAppearance.ofThisDesktop());
              binder.bind(SystemMotion.class).toInstance(SystemMotion.ofThisDesktop());
            });
    EngineFactory factory = injector.getInstance(EngineFactory.class);
    PreferenceState preferences = injector.getInstance(PreferenceState.class);
    Optional<Path> wanted =
        parameter("bundle").or(() -> preferences.get().bundle().flatMap(Folders::path));
    opening = CompletableFuture.supplyAsync(() -> open(factory, wanted), workers);
  }

  @Override
  public void start(Stage stage) {
    ThemeSwitcher.loadFonts();
    Notices notices = injector.getInstance(Notices.class);
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, failure) -> {
              LOG.error("A failure on the JavaFX thread", failure);
              notices.show(
                  Notice.failure(
                      Texts.of("shell.studioApplication.somethingWentWrong"),
                      Texts.of("shell.studioApplication.theStudioGoesOn")));
            });
    StartScreen screen = injector.getInstance(StartScreen.class);
    screen.show(stage);
    StartupTrace.mark("window open");
    opening.whenComplete(
        (opened, failure) -> {
          if (failure == null) {
            Platform.runLater(() -> opened(opened, stage));
          } else {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            LOG.error("The studio cannot start", cause);
            Platform.runLater(() -> screen.fail(Reasons.of(cause), Platform::exit));
          }
        });
  }

  private Optional<Path> parameter(String name) {
    return Optional.ofNullable(getParameters().getNamed().get(name)).map(Path::of);
  }

  /** On a worker thread. A model that is gone must not keep the window from opening. */
  private static Opened open(EngineFactory factory, Optional<Path> wanted) {
    try {
      factory.prepare();
      try {
        return new Opened(factory.openRemembering(factory.openBundle(wanted)), Optional.empty());
      } catch (IOException e) {
        if (wanted.isEmpty()) {
          throw e;
        }
        LOG.warn("The model {} cannot be opened", wanted.get(), e);
        return new Opened(
            factory.openRemembering(factory.openBundle(Optional.empty())),
            Optional.of(Notice.failure(Texts.of("shell.studioApplication.theBuiltInModel"), e)));
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private void opened(Opened opening, Stage stage) {
    StudioEngine result = opening.engine();
    if (stopped) {
      result.close();
      return;
    }
    StartupTrace.mark("engine open");
    engine = Optional.of(result);
    StudioShell opened =
        injector
            .createChildInjector(
                new ShellModule(),
                new DesktopModule(new EngineBackend(result), new EngineTools(result), workers))
            .getInstance(StudioShell.class);
    shell = Optional.of(opened);
    opened.show(stage, parameter("project").isEmpty());
    StartupTrace.mark("studio shown");
    opening.trouble().ifPresent(notice -> injector.getInstance(Notices.class).show(notice));
    parameter("project").ifPresent(opened::open);
    OpenEvents.install(opened::open);
  }

  @Override
  public void stop() {
    stopped = true;
    shell.ifPresent(StudioShell::close);
    engine.ifPresent(StudioEngine::close);
    workers.shutdownNow();
  }
}
