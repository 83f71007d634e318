package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.restart.Relaunch;
import studio.anycost.app.fx.state.RecoveryState;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;
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
  private final SessionNote note;
  private final RecoveryState recovery;
  private final ToolBackend backend;
  private final BackgroundTasks tasks;
  private final Relaunch relaunch;
  private final Exit exit;
  private final Notices notices;
  private final Executor workers;
  private final Executor fx;
  private final ReadOnlyBooleanWrapper starting = new ReadOnlyBooleanWrapper();

  @Inject
  public RestartCommands(
      ProjectCommands projects,
      SessionCommands session,
      SessionNote note,
      RecoveryState recovery,
      ToolBackend backend,
      BackgroundTasks tasks,
      Relaunch relaunch,
      Exit exit,
      Notices notices,
      @Workers Executor workers,
      @FxThread Executor fx) {
    this.projects = projects;
    this.session = session;
    this.note = note;
    this.recovery = recovery;
    this.backend = backend;
    this.tasks = tasks;
    this.relaunch = relaunch;
    this.exit = exit;
    this.notices = notices;
    this.workers = workers;
    this.fx = fx;
  }

  /** Whether the new studio is being started, which takes a second or two. */
  public ReadOnlyBooleanProperty startingProperty() {
    return starting.getReadOnlyProperty();
  }

  /**
   * Starts the studio again and ends this one. Nothing begins before everything is where the new
   * one finds it, and nothing ends before that one runs.
   */
  public void restart() {
    if (starting.get()) {
      return;
    }
    if (!tasks.running().isEmpty()) {
      notices.show(
          Notice.info(
              NOT_RESTARTED,
              Texts.of("command.restartCommands.isStillRunning", tasks.running().get(0).title())));
      return;
    }
    boolean unsaved = isUnsaved();
    if (unsaved && !keepsUnsaved() || !notesSession()) {
      return;
    }
    Optional<Path> bundle = backend.bundle();
    Optional<String> left = unsaved ? recovery.kept() : Optional.empty();
    starting.set(true);
    try {
      workers.execute(() -> start(bundle, left));
    } catch (RejectedExecutionException e) {
      LOG.debug("The window is closing", e);
    }
  }

  private boolean isUnsaved() {
    return projects.unsavedProperty().get() || !session.isHeld();
  }

  private boolean keepsUnsaved() {
    boolean kept = recovery.keepNow();
    if (!kept) {
      notices.show(
          Notice.failure(
              NOT_RESTARTED, Texts.of("command.restartCommands.unsavedWorkCannotBeKept")));
    }
    return kept;
  }

  private boolean notesSession() {
    try {
      note.note();
      return true;
    } catch (IOException e) {
      LOG.warn("What is open now cannot be noted", e);
      notices.show(
          Notice.failure(
              NOT_RESTARTED,
              Texts.of("command.restartCommands.openCannotBeNoted", Reasons.sentence(e))));
      return false;
    }
  }

  /** On a worker thread. */
  private void start(Optional<Path> bundle, Optional<String> unsaved) {
    try {
      relaunch.start(bundle, unsaved);
      fx.execute(() -> started(unsaved.isPresent()));
    } catch (IOException | RuntimeException e) {
      LOG.warn("The studio cannot be started again", e);
      fx.execute(() -> failed(e));
    }
  }

  private void failed(Exception problem) {
    starting.set(false);
    notices.show(Notice.failure(NOT_RESTARTED, problem));
  }

  private void started(boolean unsaved) {
    starting.set(false);
    // Whoever went on working meanwhile is asked by the new one about what was not there before.
    boolean left = unsaved || isUnsaved();
    if (!left || keepsUnsaved()) {
      exit.leave(left);
    }
  }
}
