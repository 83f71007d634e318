package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ModelSwitch;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.StudioBackend.LoadedModel;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.TaskListener;
import studio.anycost.app.fx.task.Workers;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.settings.Preferences.RecentItem;
import studio.anycost.app.task.JobInfo;
import studio.anycost.models.bundle.PackedBundle;

/** Opens other models. JavaFX thread only. */
public final class ModelCommands {
  private static final List<FilePicker.Kind> KINDS =
      List.of(
          new FilePicker.Kind(Texts.of("command.modelCommands.modelBundle"), PackedBundle.ENDINGS));
  private static final long FIRST_SEED = 7;

  private final StudioBackend backend;
  private final ModelSwitch modelSwitch;
  private final DocumentState documents;
  private final ProjectCommands projects;
  private final PreferenceState preferences;
  private final FilePicker picker;
  private final Folders folders;
  private final BackgroundTasks tasks;
  private final Notices notices;
  private final Executor workers;
  private Optional<BackgroundTask> opening = Optional.empty();

  @Inject
  public ModelCommands(
      StudioBackend backend,
      ModelSwitch modelSwitch,
      DocumentState documents,
      ProjectCommands projects,
      PreferenceState preferences,
      FilePicker picker,
      Folders folders,
      BackgroundTasks tasks,
      Notices notices,
      @Workers Executor workers) {
    this.backend = backend;
    this.modelSwitch = modelSwitch;
    this.documents = documents;
    this.projects = projects;
    this.preferences = preferences;
    this.picker = picker;
    this.folders = folders;
    this.tasks = tasks;
    this.notices = notices;
    this.workers = workers;
  }

  /** Asks for the folder of a model bundle. */
  public void openFolder() {
    picker
        .openFolder(Texts.of("command.modelCommands.openTheFolderOf"), folders.last())
        .ifPresent(folder -> open(Optional.of(folder)));
  }

  /** Asks for a zipped model bundle. */
  public void openZip() {
    picker
        .open(Texts.of("command.modelCommands.openAZippedModel"), folders.last(), KINDS)
        .ifPresent(zip -> open(Optional.of(zip)));
  }

  /**
   * Opens a model in the background; the present one stays as it is, with its document, until the
   * new one is ready: only then is asked about unsaved changes, which a model that cannot be opened
   * is no reason to think of. Whoever asks for a second model meanwhile wants no more of the first.
   */
  public void open(Optional<Path> bundle) {
    opening.ifPresent(BackgroundTask::cancel);
    Opening next = new Opening(bundle);
    opening =
        Optional.of(
            tasks.run(
                JobInfo.of(Texts.of("command.modelCommands.openModel")),
                (TaskContext<Void> context) -> backend.load(bundle, context),
                next));
  }

  /** What becomes of a model that is loaded. */
  private final class Opening implements TaskListener<Void, LoadedModel> {
    private final Optional<Path> bundle;

    Opening(Optional<Path> bundle) {
      this.bundle = bundle;
    }

    @Override
    public void done(LoadedModel next) {
      if (!projects.mayDiscard()) {
        closeInBackground(next);
        return;
      }
      bundle.ifPresent(
          path -> {
            folders.remember(path);
            folders.rememberRecent(RecentItem.Kind.BUNDLE, path);
          });
      preferences.update(
          now -> now.withBundle(bundle.map(path -> path.toAbsolutePath().toString())));
      modelSwitch.release();
      LoadedModel before = backend.switchTo(next);
      BaseStyle base = documents.get().base();
      PortraitDocument first = backend.newPortrait(FIRST_SEED, base.psi());
      documents.startNew(base instanceof BaseStyle.Seed drawn ? first.withBase(drawn) : first);
      modelSwitch.show(next.description());
      closeInBackground(before);
      NotOpened.settle(notices);
      notices.show(
          Notice.success(Texts.of("command.modelCommands.modelOpened"), next.description().name()));
    }

    @Override
    public void failed(Throwable failure) {
      bundle.ifPresent(path -> folders.forgetRecent(RecentItem.Kind.BUNDLE, path));
      notices.show(Notice.failure(NotOpened.MODEL, failure));
    }

    @Override
    public void cancelled(Optional<LoadedModel> unused) {
      unused.ifPresent(ModelCommands.this::closeInBackground);
    }
  }

  private void closeInBackground(LoadedModel model) {
    try {
      workers.execute(model::close);
    } catch (RejectedExecutionException e) {
      model.close(); // the window is closing, and nobody waits for it any more
    }
  }
}
