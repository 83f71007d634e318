package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.EditsState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.plugin.Tool;

/** Adds directions to the open model and takes them away again. JavaFX thread only. */
public final class DirectionCommands {
  private static final String NOT_ADDED = "No boundary was added";
  private static final String BUNDLE_UNCHANGED = "The bundle stays as it was";
  private static final List<FilePicker.Kind> BUNDLES =
      List.of(new FilePicker.Kind("Model bundle", List.of("zip")));

  private final ToolBackend backend;
  private final ToolsState tools;
  private final ModelState model;
  private final EditsState edits;
  private final StudioBackend studio;
  private final PreviewState preview;
  private final BackgroundTasks tasks;
  private final SaveDialog dialog;
  private final Notices notices;

  @Inject
  public DirectionCommands(
      ToolBackend backend,
      ToolsState tools,
      ModelState model,
      EditsState edits,
      StudioBackend studio,
      PreviewState preview,
      BackgroundTasks tasks,
      SaveDialog dialog,
      Notices notices) {
    this.backend = backend;
    this.tools = tools;
    this.model = model;
    this.edits = edits;
    this.studio = studio;
    this.preview = preview;
    this.tasks = tasks;
    this.dialog = dialog;
    this.notices = notices;
  }

  /** Takes directions away that a tool added. */
  public void remove(Offered<Tool> tool, List<Boundary> directions) {
    tasks.run(
        "Remove directions",
        context -> {
          backend.removeDirections(directions);
          return directions;
        },
        removed -> {
          tools.forget(tool.id());
          show();
        },
        failure -> notices.show(Notice.failure("The directions are still there", failure)));
  }

  /** The file name of the open model; empty if it is the one that comes along. */
  public Optional<String> bundleName() {
    return backend.bundle().map(path -> path.getFileName().toString());
  }

  /**
   * Adds directions to the bundle of the open model; to a copy, for which it asks, of the one that
   * comes along.
   */
  public void addToBundle(List<Boundary> directions) {
    Optional<Path> copy = Optional.empty();
    if (backend.bundle().isEmpty()) {
      copy =
          dialog.ask(
              "Save a copy of the model", "my-model.zip", BUNDLES, DirectionCommands::withEnding);
      if (copy.isEmpty()) {
        return;
      }
    }
    Optional<Path> target = copy;
    String file = target.or(backend::bundle).orElseThrow().getFileName().toString();
    tasks.run(
        "Write " + file,
        (TaskContext<Void> context) -> {
          backend.addToBundle(directions, target, context);
          return directions;
        },
        added -> {
          notices.settle(BUNDLE_UNCHANGED);
          notices.show(
              Notice.success(
                  "In the bundle",
                  added.stream().limit(5).map(Boundary::name).collect(Collectors.joining(", "))
                      + (added.size() > 5 ? " ... are" : added.size() == 1 ? " is" : " are")
                      + (target.isPresent()
                          ? " in " + file + ": open that model to have the slider everywhere."
                          : " in " + file + ", wherever it is opened.")));
        },
        failure -> notices.show(Notice.failure(BUNDLE_UNCHANGED, failure)));
  }

  private static Path withEnding(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".zip")
        ? file
        : file.resolveSibling(file.getFileName() + ".zip");
  }

  /** Adds the boundaries of a file, as sliders of the open model from now on. */
  public void addBoundaries(Path file) {
    tasks.run(
        "Add boundaries",
        context -> backend.addBoundaries(file, context),
        added -> {
          notices.settle(NOT_ADDED);
          show();
          notices.show(
              Notice.info(
                  added.size() == 1 ? "Boundary added" : added.size() + " boundaries added",
                  added.stream().limit(5).map(Boundary::name).collect(Collectors.joining(", "))
                      + (added.size() > 5 ? " ... are" : added.size() == 1 ? " is" : " are")
                      + " among the attributes of "
                      + model.get().name()
                      + " now, on this computer."));
        },
        failure -> notices.show(Notice.failure(NOT_ADDED, failure)));
  }

  /** Shows what the model has now: its sliders, and the portrait with them. */
  void show() {
    model.describe(studio.model());
    edits.refresh(studio);
    preview.refresh();
  }
}
