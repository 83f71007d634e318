package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.ModelSwitch;
import studio.anycost.app.fx.state.PreferenceState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.settings.Preferences.RecentItem;

/** Opens other models. JavaFX thread only. */
public final class ModelCommands {
  private static final List<FilePicker.Kind> KINDS =
      List.of(new FilePicker.Kind("Model bundle", List.of("zip")));
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
      Notices notices) {
    this.backend = backend;
    this.modelSwitch = modelSwitch;
    this.documents = documents;
    this.projects = projects;
    this.preferences = preferences;
    this.picker = picker;
    this.folders = folders;
    this.tasks = tasks;
    this.notices = notices;
  }

  /** Asks for the folder of a model bundle. */
  public void openFolder() {
    picker
        .openFolder("Open the folder of a model bundle", folders.last())
        .ifPresent(folder -> open(Optional.of(folder)));
  }

  /** Asks for a zipped model bundle. */
  public void openZip() {
    picker
        .open("Open a zipped model bundle", folders.last(), KINDS)
        .ifPresent(zip -> open(Optional.of(zip)));
  }

  /** Opens a model in the background; the present one stays until the new one is ready. */
  public void open(Optional<Path> bundle) {
    if (!projects.mayDiscard()) {
      return;
    }
    modelSwitch.release();
    tasks.run(
        "Open model",
        context -> {
          backend.openModel(bundle);
          return backend.model();
        },
        description -> {
          bundle.ifPresent(
              path -> {
                folders.remember(path);
                folders.rememberRecent(RecentItem.Kind.BUNDLE, path);
              });
          preferences.update(
              now -> now.withBundle(bundle.map(path -> path.toAbsolutePath().toString())));
          long seed =
              documents.get().base() instanceof BaseStyle.Seed drawn ? drawn.seed() : FIRST_SEED;
          documents.startNew(backend.newPortrait(seed, documents.get().base().drawn(seed).psi()));
          modelSwitch.show(description);
          notices.show(Notice.success("Model opened", description.name()));
        },
        failure -> {
          bundle.ifPresent(path -> folders.forgetRecent(RecentItem.Kind.BUNDLE, path));
          modelSwitch.show(backend.model());
          notices.show(Notice.failure("The model was not opened", failure.getMessage()));
        });
  }
}
