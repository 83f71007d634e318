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
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.models.bundle.PackedBundle;

/** Adds directions to the open model and takes them away again. JavaFX thread only. */
public final class DirectionCommands {
  private static final String NOT_ADDED = Texts.of("command.directionCommands.noBoundaryWasAdded");
  private static final String STILL_THERE =
      Texts.of("command.directionCommands.theSlidersAreStill");
  private static final String STILL_GONE = Texts.of("command.directionCommands.theSlidersAreNot");
  private static final String BUNDLE_UNCHANGED =
      Texts.of("command.directionCommands.theBundleStaysAs");
  private static final List<FilePicker.Kind> BUNDLES =
      List.of(
          new FilePicker.Kind(
              Texts.of("command.directionCommands.modelBundle"), PackedBundle.ENDINGS));

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
        Texts.of("command.directionCommands.removeDirections"),
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
              Notice.question(
                      Texts.of("command.directionCommands.removed", found.directions().size()),
                      gone(found, before))
                  .offering(
                      Texts.of("command.directionCommands.undo"),
                      () -> addAgain(shownBy, found, of)));
        },
        failure -> notices.show(Notice.failure(STILL_THERE, failure)));
  }

  private String gone(ToolResult.Directions found, List<Offered<Edit>> before) {
    String used =
        LostValues.labels(before, edits.editsProperty().get(), documents.get()).stream()
            .map(label -> "'" + label + "'")
            .collect(Collectors.joining(", "));
    int count = found.boundaries().size();
    String names = names(found.boundaries());
    return used.isEmpty()
        ? Texts.of("command.directionCommands.gone", count, names)
        : Texts.of("command.directionCommands.goneAndUsed", count, names, used);
  }

  /** With what their finder knows of them, where that was shown before. */
  private void addAgain(Optional<String> shownBy, ToolResult.Directions removed, String of) {
    if (!model.get().identity().equals(of)) {
      notices.show(
          Notice.failure(STILL_GONE, Texts.of("command.directionCommands.theyWereFoundFor")));
      return;
    }
    tasks.run(
        Texts.of("command.directionCommands.addDirectionsAgain"),
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
                ? Texts.of("command.directionCommands.sliderMade", directions.get(0).name())
                : Texts.of("command.directionCommands.slidersMade", found.directions().size()),
            NewParameters.place(before, edits.editsProperty().get())
                .map(
                    place ->
                        Texts.of(
                            "command.directionCommands.under",
                            directions.size(),
                            names(directions),
                            place))
                .orElseGet(
                    () ->
                        Texts.of(
                            "command.directionCommands.underEdits",
                            directions.size(),
                            names(directions)))));
  }

  /** The first five. */
  private static String names(List<Boundary> directions) {
    return directions.stream().limit(5).map(Boundary::name).collect(Collectors.joining(", "))
        + (directions.size() > 5 ? " ..." : "");
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
              Texts.of("command.directionCommands.saveACopyOf"),
              "my-model.zip",
              BUNDLES,
              DirectionCommands::withEnding);
      if (copy.isEmpty()) {
        return;
      }
    }
    Optional<Path> target = copy;
    String file = target.or(backend::bundle).orElseThrow().getFileName().toString();
    tasks.run(
        Texts.of("command.directionCommands.write", file),
        (TaskContext<Void> context) -> {
          backend.addToBundle(directions, target, context);
          return directions;
        },
        added -> {
          notices.settle(BUNDLE_UNCHANGED);
          notices.show(
              Notice.success(
                  Texts.of("command.directionCommands.inTheBundle"),
                  target.isPresent()
                      ? Texts.of(
                          "command.directionCommands.inCopy", added.size(), names(added), file)
                      : Texts.of(
                          "command.directionCommands.inBundle", added.size(), names(added), file)));
        },
        failure -> notices.show(Notice.failure(BUNDLE_UNCHANGED, failure)));
  }

  private static Path withEnding(Path file) {
    return PackedBundle.isNamed(file) ? file : file.resolveSibling(file.getFileName() + ".zip");
  }

  /** Adds the boundaries of a file, as sliders of the open model from now on. */
  public void addBoundaries(Path file) {
    tasks.run(
        Texts.of("command.directionCommands.addBoundaries"),
        context -> backend.addBoundaries(file, context),
        added -> {
          notices.settle(NOT_ADDED);
          show();
          notices.show(
              Notice.info(
                  added.size() == 1
                      ? Texts.of("command.directionCommands.boundaryAdded")
                      : Texts.of("command.directionCommands.boundariesAdded", added.size()),
                  Texts.of(
                      "command.directionCommands.amongTheAttributesOf",
                      names(added),
                      model.get().name())));
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
