package studio.anycost.app.fx.state;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.document.HistoryTree;
import studio.anycost.app.document.NamedVariant;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.task.FxThread;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.recovery.RecoveryFolder;
import studio.anycost.app.recovery.SteadyWriter;

/**
 * Keeps what is unsaved, with its history and variants, while it changes, so that a studio that is
 * killed loses nothing that anybody would miss. JavaFX thread only; files are written on a worker,
 * which has all it needs from the moment of the change on: whatever this thread is busy with then
 * does not hold it up.
 */
public final class RecoveryState {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryState.class);

  /** With the time that writing takes, much less than a second. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final DocumentState documents;
  private final AnimationState animation;
  private final ModelState model;
  private final RecoveryFolder folder;
  private final Notices notices;
  private final Executor workers;
  private final Executor fx;
  private final SteadyWriter writer;
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
    this.writer = SteadyWriter.on(workers, PAUSE);
  }

  /** Watches from now on. */
  public void start() {
    InvalidationListener listener = observable -> changed();
    documents.timelineProperty().addListener(listener);
    documents.variantsProperty().addListener(listener);
    documents.dirtyProperty().addListener(listener);
    documents.unsavedPastProperty().addListener(listener);
    documents.fileProperty().addListener(listener);
    animation.keys().addListener(listener);
    animation.unsavedProperty().addListener(listener);
    // The first writing of a process takes longest: not while somebody waits to be safe.
    Supplier<Project> first = project();
    workers.execute(() -> RecoveryFolder.prepare(first.get()));
  }

  /** Everything as it is now; put together by whoever wants it. */
  private Supplier<Project> project() {
    HistoryTree<PortraitDocument> history = documents.tree();
    String name = model.get().name();
    List<PortraitDocument> keys = List.copyOf(animation.keys());
    List<NamedVariant> variants = documents.variantsProperty().get().all();
    return () -> new Project(history.value(), name, keys, Optional.of(history), variants, Map.of());
  }

  private void changed() {
    boolean unsaved =
        documents.dirtyProperty().get()
            || documents.unsavedPastProperty().get()
            || animation.unsavedProperty().get();
    Supplier<Project> project = project();
    Optional<Path> file = documents.fileProperty().get();
    writer.write(() -> write(unsaved, project, file));
  }

  private void write(boolean unsaved, Supplier<Project> project, Optional<Path> file) {
    try {
      if (unsaved) {
        folder.keep(project.get(), file);
      } else {
        folder.forget();
      }
    } catch (IOException | IllegalArgumentException e) { // no room, or more than a project holds
      LOG.warn("Unsaved work cannot be kept", e);
      fx.execute(() -> failed(e));
    }
  }

  /**
   * Keeps everything as it is, saved or not, before this returns.
   *
   * @return whether that was possible; the log tells why not
   */
  public boolean keepNow() {
    try {
      folder.keep(project().get(), documents.fileProperty().get());
      return true;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("Unsaved work cannot be kept", e);
      return false;
    }
  }

  /** Where that is kept, see {@link RecoveryFolder#id}; empty if nothing is. */
  public Optional<String> kept() {
    return folder.id();
  }

  private void failed(Exception problem) {
    if (!told) {
      told = true;
      notices.show(
          Notice.failure(
              Texts.of("state.recoveryState.unsavedWorkIsNot"),
              Texts.of("state.recoveryState.saveTheProjectTo", Reasons.sentence(problem))));
    }
  }

  /** The person has decided about what is unsaved; the window closes. */
  public void end() {
    try {
      folder.end();
    } catch (IOException e) {
      LOG.warn("What was kept cannot be deleted", e);
    }
  }

  /** Stops watching; what is unsaved stays kept. */
  public void close() {
    try {
      folder.close();
    } catch (IOException e) {
      LOG.warn("The folder of unsaved work cannot be left", e);
    }
  }
}
