package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.document.Project;
import studio.anycost.app.fx.state.AnimationState;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.session.Session;
import studio.anycost.app.session.SessionFolder;

/**
 * Opens again what was open when the studio was left, and notes what is open. What was not saved
 * then is not of it: that is offered, see {@link RecoveryCommands}. JavaFX thread only; the files
 * are small, or as large as any project that is opened.
 */
public final class SessionCommands {
  private static final Logger LOG = LoggerFactory.getLogger(SessionCommands.class);

  private final SessionFolder folder;
  private final PreferenceState preferences;
  private final ProjectCommands projects;
  private final DocumentState documents;
  private final AnimationState animation;
  private final ModelState model;

  @Inject
  SessionCommands(
      SessionFolder folder,
      PreferenceState preferences,
      ProjectCommands projects,
      DocumentState documents,
      AnimationState animation,
      ModelState model) {
    this.folder = folder;
    this.preferences = preferences;
    this.projects = projects;
    this.documents = documents;
    this.animation = animation;
    this.model = model;
  }

  /**
   * Opens what was open last, unless the person does not want that, or another window is open.
   *
   * @param portrait whether the portrait is wanted, too, and not only the layout
   * @return what the window showed, in its own words; empty if that is not known
   */
  public Map<String, String> restore(boolean portrait) {
    Optional<Session> last = folder.open();
    if (last.isEmpty() || !preferences.get().reopen()) {
      return Map.of();
    }
    if (portrait) {
      if (last.get().file().isPresent()) {
        projects.openAgain(last.get().file().get());
      } else {
        last.get().portrait().ifPresent(projects::openAgain);
      }
    }
    return last.get().layout();
  }

  /**
   * Notes what is open now.
   *
   * @param layout what the window shows, in its own words
   */
  public void keep(Map<String, String> layout) {
    Optional<Path> file = documents.fileProperty().get();
    boolean unsaved = projects.unsavedProperty().get();
    Optional<Project> portrait =
        file.isPresent() || unsaved
            ? Optional.empty()
            : Optional.of(
                new Project(
                    documents.get(),
                    model.get().name(),
                    List.copyOf(animation.keys()),
                    Optional.of(documents.tree()),
                    documents.variantsProperty().get().all(),
                    Map.of()));
    try {
      folder.keep(new Session(file, portrait, layout));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("What is open now cannot be noted", e);
    }
  }

  /** Lets the next window have the session. */
  public void close() {
    folder.close();
  }
}
