package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import studio.anycost.api.extension.Edit;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.EditsState;
import studio.anycost.app.fx.state.ModelState;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.StudioBackend;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.models.bundle.PackedBundle;

/** Adds directions to the open model and takes them away again. JavaFX thread only. */
public final class DirectionCommands {
  private static final String NOT_ADDED = "No boundary was added";
  private static final String STILL_THERE = "The sliders are still there";
  private static final String STILL_GONE = "The sliders are not back";
  private static final String BUNDLE_UNCHANGED = "The bundle stays as it was";
  private static final List<FilePicker.Kind> BUNDLES =
      List.of(new FilePicker.Kind("Model bundle", PackedBundle.ENDINGS));

  private final ToolBackend backend;
  private final ToolsState tools;
  private final ModelState model;
  private final EditsState edits;
  private final DocumentState documents;
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
      DocumentState documents,
      StudioBackend studio,
      PreviewState preview,
      BackgroundTasks tasks,
      SaveDialog dialog,
      Notices notices) {
    this.backend = backend;
    this.tools = tools;
    this.model = model;
    this.edits = edits;
    this.documents = documents;
    this.studio = studio;
    this.preview = preview;
    this.tasks = tasks;
    this.dialog = dialog;
    this.notices = notices;
  }

  /**
   * Takes directions away that were added; a notice offers to add them again.
   *
   * @param tool that found them, if it is there
   */
  public void remove(Optional<Offered<Tool>> tool, ToolResult.Directions found) {
    String of = model.get().identity();
    tasks.run(
        "Remove directions",
        context -> {
          backend.removeDirections(found.boundaries());
          return found;
        },
        removed -> {
          notices.settle(STILL_THERE);
          Optional<String> shownBy =
              tool.map(Offered::id).filter(id -> found.equals(tools.found().get(id)));
          List<Offered<Edit>> before = edits.editsProperty().get();
          shownBy.ifPresent(tools::forget);
          show();
          // It stays until it is closed: finding them may have taken hours.
          notices.show(
              Notice.question(count(found, "removed"), gone(found, before))
                  .offering("Undo", () -> addAgain(shownBy, found, of)));
        },
        failure -> notices.show(Notice.failure(STILL_THERE, failure)));
  }

  private String gone(ToolResult.Directions found, List<Offered<Edit>> before) {
    String used =
        LostValues.labels(before, edits.editsProperty().get(), documents.get()).stream()
            .map(label -> "'" + label + "'")
            .collect(Collectors.joining(" and "));
    return names(found.boundaries())
        + " not among the attributes any more."
        + (used.isEmpty() ? "" : " The portrait used " + used + " and is another one now.");
  }

  /** With what their finder knows of them, where that was shown before. */
  private void addAgain(Optional<String> shownBy, ToolResult.Directions removed, String of) {
    if (!model.get().identity().equals(of)) {
      notices.show(
          Notice.failure(
              STILL_GONE,
              "They were found for another model than the one that is open now: open that one and"
                  + " find them again."));
      return;
    }
    tasks.run(
        "Add directions again",
        context -> backend.keep(removed, context),
        kept -> {
          notices.settle(STILL_GONE);
          shownBy
              .filter(id -> !tools.found().containsKey(id))
              .ifPresent(id -> tools.show(id, kept));
          show();
        },
        failure -> notices.show(Notice.failure(STILL_GONE, failure)));
  }

  /** Shows the sliders that a tool made, and tells where they stand. */
  void made(ToolResult.Directions found) {
    List<Offered<Edit>> before = edits.editsProperty().get();
    show();
    List<Boundary> directions = found.boundaries();
    if (directions.isEmpty()) {
      return;
    }
    notices.show(
        Notice.success(
            directions.size() == 1
                ? "Slider made: " + directions.get(0).name()
                : count(found, "made"),
            names(directions)
                + " under Edits"
                + NewParameters.place(before, edits.editsProperty().get())
                    .map(place -> ", in " + place)
                    .orElse("")
                + "."));
  }

  private static String count(ToolResult.Directions found, String what) {
    int many = found.directions().size();
    return (many == 1 ? "Slider " : many + " sliders ") + what;
  }

  /** With the verb: "Hat is", "Hat, Round are". */
  private static String names(List<Boundary> directions) {
    return directions.stream().limit(5).map(Boundary::name).collect(Collectors.joining(", "))
        + (directions.size() > 5 ? " ... are" : directions.size() == 1 ? " is" : " are");
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
                  names(added)
                      + (target.isPresent()
                          ? " in " + file + ": open that model to have the slider everywhere."
                          : " in " + file + ", wherever it is opened.")));
        },
        failure -> notices.show(Notice.failure(BUNDLE_UNCHANGED, failure)));
  }

  private static Path withEnding(Path file) {
    return PackedBundle.isNamed(file) ? file : file.resolveSibling(file.getFileName() + ".zip");
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
                  names(added)
                      + " among the attributes of "
                      + model.get().name()
                      + " now, on this computer. They can be removed at the end of the tools."));
        },
        failure -> notices.show(Notice.failure(NOT_ADDED, failure)));
  }

  /** Shows what the model has now: its sliders, and the portrait with them. */
  private void show() {
    model.describe(studio.model());
    edits.refresh(studio);
    preview.refresh();
  }
}
