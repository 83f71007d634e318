package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.restart.Relaunch;
import studio.anycost.app.fx.state.RecoveryState;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.words.Texts;

/**
 * Starts the studio again with what is open in it, for what only a start changes. JavaFX thread
 * only.
 */
public final class RestartCommands {
  private static final String NOT_RESTARTED = Texts.of("command.restartCommands.notRestarted");

  private static final Logger LOG = LoggerFactory.getLogger(RestartCommands.class);

  private final ProjectCommands projects;
  private final SessionCommands session;
  private final RecoveryState recovery;
  private final ToolBackend backend;
  private final BackgroundTasks tasks;
  private final Relaunch relaunch;
  private final Exit exit;
  private final Notices notices;

  @Inject
  public RestartCommands(
      ProjectCommands projects,
      SessionCommands session,
      RecoveryState recovery,
      ToolBackend backend,
      BackgroundTasks tasks,
      Relaunch relaunch,
      Exit exit,
      Notices notices) {
    this.projects = projects;
    this.session = session;
    this.recovery = recovery;
    this.backend = backend;
    this.tasks = tasks;
    this.relaunch = relaunch;
    this.exit = exit;
    this.notices = notices;
  }

  /**
   * Ends the studio and starts it again. Nothing ends before the new one has begun to start, and
   * before everything is where that one finds it.
   */
  public void restart() {
    if (!tasks.running().isEmpty()) {
      notices.show(
          Notice.info(
              NOT_RESTARTED,
              Texts.of("command.restartCommands.isStillRunning", tasks.running().get(0).title())));
      return;
    }
    boolean unsaved = projects.unsavedProperty().get() || !session.isHeld();
    if (unsaved && !recovery.keepNow()) {
      notices.show(
          Notice.failure(
              NOT_RESTARTED, Texts.of("command.restartCommands.unsavedWorkCannotBeKept")));
      return;
    }
    try {
      relaunch.start(backend.bundle(), unsaved);
    } catch (IOException e) {
      LOG.warn("The studio cannot be started again", e);
      notices.show(Notice.failure(NOT_RESTARTED, e));
      return;
    }
    exit.leave(unsaved);
  }
}
