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
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.restart.Predecessor;
import studio.anycost.app.fx.state.AnimationState;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.words.Texts;
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
  private final Predecessor predecessor;
  private final Notices notices;
  private boolean opening;

  @Inject
  SessionCommands(
      SessionFolder folder,
      PreferenceState preferences,
      ProjectCommands projects,
      DocumentState documents,
      AnimationState animation,
      ModelState model,
      Predecessor predecessor,
      Notices notices) {
    this.folder = folder;
    this.preferences = preferences;
    this.projects = projects;
    this.documents = documents;
    this.animation = animation;
    this.model = model;
    this.predecessor = predecessor;
    this.notices = notices;
  }

  /**
   * Opens what was open last, unless the person does not want that, or another window is open. A
   * studio that was started in the place of another opens it in any case. If the studio ended while
   * it did so at its last start, it would end again: then it only offers that.
   *
   * @param portrait whether the portrait is wanted, too, and not only the layout
   * @return what the window showed, in its own words; empty if that is not known
   */
  public Map<String, String> restore(boolean portrait) {
    Optional<Session> last = folder.open();
    folder
        .problem()
        .ifPresent(
            problem ->
                notices.show(
                    Notice.failure(Texts.of("command.sessionCommands.whatWasOpenLast"), problem)));
    if (last.isEmpty() || !preferences.get().reopen() && !predecessor.isThere()) {
      return Map.of();
    }
    Session session = last.get();
    if (folder.wasInterrupted() && hasPortrait(session)) {
      offer(session);
      return Map.of();
    }
    if (portrait) {
      open(session);
    }
    return session.layout();
  }

  private static boolean hasPortrait(Session session) {
    return session.file().isPresent() || session.portrait().isPresent();
  }

  private void open(Session session) {
    if (!hasPortrait(session)) {
      return;
    }
    opening = true;
    try {
      folder.begin();
    } catch (IOException e) {
      LOG.warn("That the session is being opened cannot be noted", e);
    }
    session
        .file()
        .ifPresentOrElse(
            projects::openAgain, () -> session.portrait().ifPresent(projects::openAgain));
  }

  private void offer(Session session) {
    String what =
        session.file().map(file -> "\u201c" + ProjectCommands.name(file) + "\u201d").orElse("it");
    notices.show(
        Notice.question(
                Texts.of("command.sessionCommands.whatWasOpenLast"),
                Texts.of("command.sessionCommands.theStudioEndedWhile", what))
            .offering(Texts.of("command.sessionCommands.openItAnyway"), () -> openAnyway(session)));
  }

  private void openAnyway(Session session) {
    if (projects.mayDiscard()) {
      open(session);
    } else {
      offer(session);
    }
  }

  /** Whether what was open last is being opened and has not proved to be harmless yet. */
  public boolean isOpening() {
    return opening;
  }

  /** What was opened is on the screen, or the window was closed: the next start opens it again. */
  public void stands() {
    opening = false;
    folder.stands();
  }

  /**
   * Notes what is open now; nothing happens in a second window.
   *
   * @param layout what the window shows, in its own words
   * @throws IOException with a sentence if that is not possible
   */
  public void keep(Map<String, String> layout) throws IOException {
    Optional<Path> file = documents.fileProperty().get();
    boolean edited = projects.editedProperty().get();
    Optional<Project> portrait =
        file.isPresent() || edited
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
    } catch (IllegalArgumentException e) { // more than a project holds
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Whether closing the window loses nothing: a portrait that has no file is in the session, with
   * what was undone.
   */
  public boolean keepsEverything() {
    return folder.isHeld()
        && preferences.get().reopen()
        && documents.fileProperty().get().isEmpty()
        && !projects.editedProperty().get();
  }

  /** Whether what is open is noted for the next start; another window may have that. */
  boolean isHeld() {
    return folder.isHeld();
  }

  /** Lets the next window have the session. */
  public void close() {
    folder.close();
  }
}
