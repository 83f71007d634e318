package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import studio.anycost.app.animation.Animation;
import studio.anycost.app.document.Project;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.AnimationState;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.TaskListener;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.movie.MovieFile;
import studio.anycost.app.movie.MovieSettings;
import studio.anycost.app.picture.PortraitNotes;
import studio.anycost.app.task.JobInfo;

/** Collects the key frames of an animation and saves it as a film. JavaFX thread only. */
public final class FilmCommands {
  private static final String FAILED = Texts.of("command.filmCommands.theFilmWasNot");

  private static final List<FilePicker.Kind> KINDS =
      List.of(
          new FilePicker.Kind(Texts.of("command.filmCommands.mpFilm"), List.of("mp4")),
          new FilePicker.Kind(Texts.of("command.filmCommands.animatedGif"), List.of("gif")),
          new FilePicker.Kind(Texts.of("command.filmCommands.aPngPictureFor"), List.of("png")));

  private final AnimationState animation;
  private final DocumentState documents;
  private final ModelState model;
  private final StudioBackend backend;
  private final ProjectCommands projects;
  private final SaveDialog dialog;
  private final BackgroundTasks tasks;
  private final Notices notices;
  private final ShowInFolder folders;
  private final BooleanBinding nothingToExport;
  private String identity;

  @Inject
  public FilmCommands(
      AnimationState animation,
      DocumentState documents,
      ModelState model,
      StudioBackend backend,
      ProjectCommands projects,
      SaveDialog dialog,
      BackgroundTasks tasks,
      Notices notices,
      ShowInFolder folders) {
    this.animation = animation;
    this.documents = documents;
    this.model = model;
    this.backend = backend;
    this.projects = projects;
    this.dialog = dialog;
    this.tasks = tasks;
    this.notices = notices;
    this.folders = folders;
    this.nothingToExport = Bindings.size(animation.keys()).lessThan(2);
    this.identity = model.get().identity();
    model.descriptionProperty().addListener((observable, old, now) -> modelChanged());
  }

  private void modelChanged() {
    if (identity.equals(model.get().identity())) {
      return;
    }
    identity = model.get().identity();
    if (!animation.keys().isEmpty()) {
      animation.keys().clear();
      notices.show(
          Notice.info(
              Texts.of("command.filmCommands.theAnimationIsEmpty"),
              Texts.of("command.filmCommands.itsFacesBelongedTo")));
    }
  }

  /** Whether there are not two faces yet, to go from one to the other. */
  public ObservableBooleanValue nothingToExportProperty() {
    return nothingToExport;
  }

  /** Makes the present portrait the last key frame, unless there are as many as a project holds. */
  public void addKey() {
    if (animation.keys().size() >= Project.MOST_KEYS) {
      notices.show(
          Notice.info(
              Texts.of("command.filmCommands.full"),
              Texts.of("command.filmCommands.mostKeys", Project.MOST_KEYS)));
      return;
    }
    animation.keys().add(documents.get());
  }

  /** Asks for a file; the animation of this moment is exported, whatever is changed meanwhile. */
  public void export() {
    MovieSettings settings =
        new MovieSettings(animation.rateProperty().get(), animation.loopProperty().get());
    Optional<Animation> wanted;
    try {
      wanted = animation.animation();
    } catch (IllegalArgumentException e) {
      notices.show(Notice.failure(FAILED, e));
      return;
    }
    if (wanted.isEmpty()) {
      return;
    }
    Optional<Path> chosen =
        dialog.ask(
            Texts.of("command.filmCommands.exportFilm"),
            projects.name() + ".mp4",
            KINDS,
            FilmCommands::output);
    if (chosen.isEmpty()) {
      return;
    }
    try {
      MovieFile file = MovieFile.of(chosen.get());
      file.check(settings, model.fullSide(), false);
      start(wanted.get(), settings, file);
    } catch (IllegalArgumentException e) {
      notices.show(Notice.failure(FAILED, e));
    }
  }

  private void start(Animation wanted, MovieSettings settings, MovieFile file) {
    String name = String.valueOf(file.path().getFileName());
    PortraitNotes notes = new PortraitNotes(model.get().name(), backend.edits());
    tasks.run(
        JobInfo.stoppable(Texts.of("command.filmCommands.export", name)),
        context -> {
          int[] count = new int[1];
          file.write(
              settings,
              Optional.of(notes.ofFilm(wanted.keys())),
              sink ->
                  count[0] =
                      backend.renderFrames(
                          backend.frames(wanted, context.cancellation()), sink, context));
          return count[0];
        },
        new TaskListener<Object, Integer>() {
          @Override
          public void done(Integer frames) {
            notices.settle(FAILED);
            notices.show(
                folders.offered(
                    Notice.success(
                        Texts.of("command.filmCommands.exported"),
                        Texts.of(
                            "command.filmCommands.told",
                            name,
                            frames,
                            model.fullSide(),
                            (double) frames / settings.framesPerSecond())),
                    file.path()));
          }

          @Override
          public void failed(Throwable failure) {
            notices.show(Notice.failure(FAILED, failure));
          }
        });
  }

  /** With an ending, and with a number where there is a picture for every frame. */
  private static Path output(Path file) {
    String name = String.valueOf(file.getFileName());
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".png")) {
      return name.contains("%")
          ? file
          : file.resolveSibling(name.substring(0, name.length() - 4) + "-%04d.png");
    }
    return lower.endsWith(".mp4") || lower.endsWith(".gif")
        ? file
        : file.resolveSibling(name + ".mp4");
  }
}
