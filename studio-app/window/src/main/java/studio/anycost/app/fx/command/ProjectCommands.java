package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.HistoryTree;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectException;
import studio.anycost.app.document.ProjectFile;
import studio.anycost.app.document.Variants;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.AnimationState;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ThumbnailState;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.photo.PhotoNames;
import studio.anycost.app.settings.Preferences.RecentItem;

/**
 * Opens and saves projects. A project is a small file, its photo some megabytes that are read and
 * written as they are: that happens on the JavaFX thread, which calls all methods.
 */
public final class ProjectCommands {
  private static final String NOT_SAVED = Texts.of("command.projectCommands.notSaved");

  private static final Logger LOG = LoggerFactory.getLogger(ProjectCommands.class);
  private static final List<FilePicker.Kind> KINDS =
      List.of(
          new FilePicker.Kind(
              Texts.of("command.projectCommands.anycostProject"), List.of(ProjectFile.EXTENSION)));

  private static final List<FilePicker.Kind> OPENED =
      List.of(
          new FilePicker.Kind(
              Texts.of("command.projectCommands.projectOrPictureThat"),
              List.of(ProjectFile.EXTENSION, "png", "jpg", "jpeg")));

  private final DocumentState documents;
  private final AnimationState animation;
  private final ThumbnailState thumbnails;
  private final BooleanBinding edited;
  private final BooleanBinding unsaved;
  private final ModelState model;
  private final StudioBackend backend;
  private final FilePicker picker;
  private final SaveDialog dialog;
  private final Questions questions;
  private final Folders folders;
  private final Notices notices;

  @Inject
  public ProjectCommands(
      DocumentState documents,
      AnimationState animation,
      ThumbnailState thumbnails,
      ModelState model,
      StudioBackend backend,
      FilePicker picker,
      SaveDialog dialog,
      Questions questions,
      Folders folders,
      Notices notices) {
    this.documents = documents;
    this.animation = animation;
    this.thumbnails = thumbnails;
    this.edited = documents.dirtyProperty().or(animation.unsavedProperty());
    this.unsaved = edited.or(documents.unsavedPastProperty());
    this.model = model;
    this.backend = backend;
    this.picker = picker;
    this.dialog = dialog;
    this.questions = questions;
    this.folders = folders;
    this.notices = notices;
  }

  /** The portrait's name: that of its file, or one made from its seed. */
  public String name() {
    return documents
        .fileProperty()
        .get()
        .map(ProjectCommands::name)
        .orElseGet(() -> proposedName(documents.get()));
  }

  /** The name of the portrait in a file. */
  static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.anycost$", "");
  }

  static String proposedName(PortraitDocument document) {
    if (document.isOfPhoto()) {
      return document.source().get().file().name().replaceFirst("(?<=.)\\.[^.]*$", "");
    }
    return document.base() instanceof BaseStyle.Seed seed
        ? Texts.of("command.projectCommands.portraitNumber", seed.seed())
        : Texts.of("command.projectCommands.portrait");
  }

  /**
   * Asks for a project and opens it.
   *
   * @param others takes a picture that was chosen and holds none
   */
  public void open(Consumer<Path> others) {
    picker
        .open(Texts.of("command.projectCommands.openProject"), folders.last(), OPENED)
        .ifPresent(
            file -> {
              if (PhotoNames.isPhoto(file.toString())) {
                openOnlyFromPicture(file, others);
              } else {
                open(file);
              }
            });
  }

  private void openOnlyFromPicture(Path picture, Consumer<Path> others) {
    try {
      if (!openFromPicture(picture)) {
        others.accept(picture);
      }
    } catch (ProjectException e) {
      LOG.warn("The project in {} cannot be opened", picture, e);
      notices.show(Notice.failure(NotOpened.PROJECT, e));
    }
  }

  /** Opens a project, after asking about unsaved changes if it can be opened at all. */
  public void open(Path file) {
    Optional<Project> seen = read(file);
    boolean mayBeSaved = unsaved.get();
    if (seen.isEmpty() || !mayDiscard()) {
      return;
    }
    // Saving what was open may just have written this very file, by whatever path it is named.
    (mayBeSaved ? read(file) : seen).ifPresent(project -> opened(project, file));
  }

  private Optional<Project> read(Path file) {
    try {
      return Optional.of(ProjectFile.read(file));
    } catch (IOException e) {
      LOG.warn("The project {} cannot be opened", file, e);
      folders.forgetRecent(RecentItem.Kind.PROJECT, file);
      notices.show(Notice.failure(NotOpened.PROJECT, e));
      return Optional.empty();
    }
  }

  private void opened(Project project, Path file) {
    folders.remember(file);
    folders.rememberRecent(RecentItem.Kind.PROJECT, file);
    documents.startOpened(
        past(project, Texts.written("history.open", file.getFileName())), variants(project), file);
    NotOpened.settle(notices);
    shown(project);
  }

  /** Opens what was open when the studio was left; nothing is unsaved then. */
  void openAgain(Path file) {
    try {
      Project project = ProjectFile.read(file);
      documents.startOpened(
          past(project, Texts.written("history.open", file.getFileName())),
          variants(project),
          file);
      shown(project);
    } catch (IOException e) {
      LOG.info("The project {} cannot be opened again", file, e);
      notices.show(
          Notice.info(Texts.of("command.projectCommands.whatWasOpenLast"), e.getMessage()));
    }
  }

  /** The same of a portrait that had no file. */
  void openAgain(Project project) {
    documents.startAgain(past(project, Texts.written("history.newPortrait")), variants(project));
    shown(project);
  }

  /** Whether a picture says that it holds a project; reads what stands before its pixels. */
  boolean isInPicture(Path picture) {
    try {
      return PictureNotes.readProject(picture, ProjectFile.LIMIT).isPresent();
    } catch (IOException e) {
      LOG.debug("There is no project in {}", picture, e);
      return false;
    }
  }

  /**
   * Opens the project that the studio wrote into a picture, after asking about unsaved changes. It
   * has no file: saving asks for one.
   *
   * @return whether there is one in it, whatever became of it
   * @throws ProjectException with a sentence if there is one that cannot be read; nothing has
   *     changed then
   */
  public boolean openFromPicture(Path picture) throws ProjectException {
    Optional<String> text;
    try {
      text = PictureNotes.readProject(picture, ProjectFile.LIMIT);
    } catch (IOException e) {
      LOG.info("There is no project in {}", picture, e);
      return false; // it is a picture still
    }
    if (text.isEmpty()) {
      return false;
    }
    Project project = ProjectFile.readEmbedded(text.get());
    if (mayDiscard()) {
      folders.remember(picture);
      documents.startAgain(past(project, Texts.written("history.newPortrait")), variants(project));
      NotOpened.settle(notices);
      shown(project);
      notices.show(
          Notice.success(
              Texts.of("command.projectCommands.openedFromAPicture"),
              Texts.of("command.projectCommands.holdsThePortraitWith", picture.getFileName())));
    }
    return true;
  }

  /**
   * Opens work that was not saved when a studio ended, after asking about unsaved changes.
   *
   * @param file that it was opened from or saved to before, if any
   * @return whether it is open now
   */
  public boolean bringBack(Project project, Optional<Path> file) {
    if (!mayDiscard()) {
      return false;
    }
    documents.startRecovered(
        past(project, Texts.written("history.broughtBack")), variants(project), file);
    shown(project);
    return true;
  }

  /**
   * How a portrait came about.
   *
   * @param label of its only state if nobody knows
   */
  private HistoryTree<PortraitDocument> past(Project project, String label) {
    return project
        .history()
        .orElseGet(() -> HistoryTree.of(project.document(), label))
        .map(this::ofThisModel);
  }

  private Variants variants(Project project) {
    return new Variants(
        project.variants().stream()
            .map(each -> each.withDocument(ofThisModel(each.document())))
            .toList());
  }

  private PortraitDocument ofThisModel(PortraitDocument document) {
    return document.withBundleIdentity(model.get().identity());
  }

  private void shown(Project project) {
    thumbnails.open(project.thumbnails());
    animation.open(project.keys().stream().map(this::ofThisModel).toList());
    PortraitDocument document = project.document();
    if (!document.bundleIdentity().equals(model.get().identity())) {
      notices.show(
          Notice.info(Texts.of("command.projectCommands.anotherModel"), otherModel(project)));
    }
    backend
        .problems(document)
        .forEach(
            problem ->
                notices.show(
                    Notice.info(Texts.of("command.projectCommands.partOfTheProject"), problem)));
  }

  private String otherModel(Project project) {
    String name = model.get().name();
    return project.bundleName().equals(name)
        ? Texts.of(
            "command.projectCommands.otherVersionOfModel",
            name,
            project.document().bundleIdentity().substring(0, 8),
            model.get().identity().substring(0, 8))
        : Texts.of("command.projectCommands.otherModel", project.bundleName(), name);
  }

  /** Saves to the project's file, or asks for one. Returns whether it was saved. */
  public boolean save() {
    Optional<Path> file = documents.fileProperty().get();
    return file.isPresent() ? write(file.get()) : saveAs();
  }

  /** Asks for a file and saves. Returns whether it was saved. */
  public boolean saveAs() {
    return dialog
        .ask(
            Texts.of("command.projectCommands.saveProject"),
            name() + "." + ProjectFile.EXTENSION,
            KINDS,
            ProjectCommands::withEnding)
        .map(this::write)
        .orElse(false);
  }

  private static Path withEnding(Path file) {
    String ending = "." + ProjectFile.EXTENSION;
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending)
        ? file
        : file.resolveSibling(file.getFileName() + ending);
  }

  private boolean write(Path file) {
    HistoryTree<PortraitDocument> history = documents.tree();
    PortraitDocument document = history.value();
    Variants variants = documents.variantsProperty().get();
    try {
      ProjectFile.write(
          file,
          new Project(
              document,
              model.get().name(),
              List.copyOf(animation.keys()),
              Optional.of(history),
              variants.all(),
              thumbnails.all()));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("The project {} cannot be saved", file, e);
      notices.show(Notice.failure(NOT_SAVED, e));
      return false;
    }
    documents.markSaved(document, variants, file);
    animation.markSaved();
    folders.remember(file);
    folders.rememberRecent(RecentItem.Kind.PROJECT, file);
    notices.settle(NOT_SAVED);
    notices.show(
        Notice.success(Texts.of("command.projectCommands.saved"), file.getFileName().toString()));
    return true;
  }

  /** Whether the portrait or the key frames of its animation differ from what was saved. */
  public ObservableBooleanValue editedProperty() {
    return edited;
  }

  /** Whether anything is unsaved: the portrait, or what was tried and undone since. */
  public ObservableBooleanValue unsavedProperty() {
    return unsaved;
  }

  /** Asks about unsaved changes, if there are any. Returns whether to go on. */
  public boolean mayDiscard() {
    if (!unsaved.get()) {
      return true;
    }
    Questions.Answer answer =
        edited.get() ? questions.unsavedChanges(name()) : questions.undoneWork(name());
    return switch (answer) {
      case SAVE -> save();
      case DISCARD -> true;
      case CANCEL -> false;
    };
  }
}
