package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.util.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.document.Project;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.recovery.RecoveryFolder;

/**
 * Keeps what is unsaved within half a second of each change, so that a studio that is killed loses
 * nothing that anybody would miss. JavaFX thread only; files are written on a worker.
 */
public final class RecoveryState {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryState.class);

  /** With the time that writing takes, less than a second. */
  private static final Duration DELAY = Duration.millis(250);

  private final DocumentState documents;
  private final AnimationState animation;
  private final ModelState model;
  private final RecoveryFolder folder;
  private final Notices notices;
  private final Executor workers;
  private final Executor fx;
  private final PauseTransition delay = new PauseTransition(DELAY);
  private boolean writing;
  private boolean changed;
  private boolean told;

  @Inject
  public RecoveryState(
      DocumentState documents,
      AnimationState animation,
      ModelState model,
      RecoveryFolder folder,
      Notices notices,
      @Workers Executor workers,
      @FxThread Executor fx) {
    this.documents = documents;
    this.animation = animation;
    this.model = model;
    this.folder = folder;
    this.notices = notices;
    this.workers = workers;
    this.fx = fx;
    delay.setOnFinished(event -> write());
  }

  /** Watches from now on. */
  public void start() {
    InvalidationListener listener = observable -> changed();
    documents.documentProperty().addListener(listener);
    documents.dirtyProperty().addListener(listener);
    documents.fileProperty().addListener(listener);
    animation.keys().addListener(listener);
    animation.unsavedProperty().addListener(listener);
  }

  private void changed() {
    // Not from the start with each change: a slider that is never let go is kept as well.
    changed = true;
    if (!writing && delay.getStatus() != javafx.animation.Animation.Status.RUNNING) {
      delay.playFromStart();
    }
  }

  private void write() {
    changed = false;
    writing = true;
    boolean unsaved = documents.dirtyProperty().get() || animation.unsavedProperty().get();
    Project project =
        new Project(documents.get(), model.get().name(), List.copyOf(animation.keys()));
    Optional<Path> file = documents.fileProperty().get();
    try {
      workers.execute(() -> write(unsaved, project, file));
    } catch (RejectedExecutionException e) {
      writing = false; // the window has closed
    }
  }

  private void write(boolean unsaved, Project project, Optional<Path> file) {
    Optional<IOException> failure = Optional.empty();
    try {
      if (unsaved) {
        folder.keep(project, file);
      } else {
        folder.forget();
      }
    } catch (IOException e) {
      LOG.warn("Unsaved work cannot be kept", e);
      failure = Optional.of(e);
    }
    Optional<IOException> problem = failure;
    fx.execute(() -> written(problem));
  }

  private void written(Optional<IOException> problem) {
    writing = false;
    if (problem.isPresent() && !told) {
      told = true;
      notices.show(
          Notice.failure(
              "Unsaved work is not kept",
              problem.get().getMessage() + " Save the project to be safe."));
    }
    if (changed) {
      changed();
    }
  }

  /** The person has decided about what is unsaved; the window closes. */
  public void end() {
    delay.stop();
    try {
      folder.end();
    } catch (IOException e) {
      LOG.warn("What was kept cannot be deleted", e);
    }
  }

  /** Stops watching; what is unsaved stays kept. */
  public void close() {
    delay.stop();
    try {
      folder.close();
    } catch (IOException e) {
      LOG.warn("The folder of unsaved work cannot be left", e);
    }
  }
}
