package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.ToolResults;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.fx.notice.Notice;
import studio.anycost.app.fx.notice.Notices;
import studio.anycost.app.fx.state.DocumentState;
import studio.anycost.app.fx.state.IterateTrack;
import studio.anycost.app.fx.state.PhotoArrival;
import studio.anycost.app.fx.state.PreviewState;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.fx.state.ToolsState;
import studio.anycost.app.fx.state.UndoState;
import studio.anycost.app.fx.task.BackgroundTask;
import studio.anycost.app.fx.task.BackgroundTasks;
import studio.anycost.app.fx.task.TaskListener;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.task.JobInfo;
import studio.anycost.app.task.NoticedTask;

/**
 * Runs the tools of plugins on the open document: shows what they publish, and makes what they find
 * for the portrait one entry of the history. JavaFX thread only.
 */
public final class ToolCommands {
  private final ToolBackend backend;
  private final ToolsState tools;
  private final DocumentState documents;
  private final DirectionCommands directions;
  private final PreviewState preview;
  private final UndoState undoing;
  private final PhotoArrival arrival;
  private final ForgonePortraits forgone;
  private final RemadePortrait remade;
  private final BackgroundTasks tasks;
  private final Notices notices;

  /** What runs when the work of a tool under way has ended, by the tool's id. */
  private final Map<String, Runnable> afterwards = new HashMap<>();

  private final List<Run> underWay = new ArrayList<>();

  @Inject
  public ToolCommands(
      ToolBackend backend,
      ToolsState tools,
      DocumentState documents,
      DirectionCommands directions,
      PreviewState preview,
      UndoState undoing,
      PhotoArrival arrival,
      ForgonePortraits forgone,
      RemadePortrait remade,
      BackgroundTasks tasks,
      Notices notices) {
    this.backend = backend;
    this.tools = tools;
    this.documents = documents;
    this.directions = directions;
    this.preview = preview;
    this.undoing = undoing;
    this.arrival = arrival;
    this.forgone = forgone;
    this.remade = remade;
    this.tasks = tasks;
    this.notices = notices;
    documents.addShowListener(
        (document, moving) -> {
          tools.endLook();
          List.copyOf(underWay).forEach(Run::endIfPast);
        });
  }

  /** Why a tool cannot run now, for people; empty if it can. */
  public Optional<String> obstacle(Offered<Tool> tool) {
    return tool.obstacle()
        .or(
            () ->
                tool.contribution().kind().needsPhoto() && documents.get().source().isEmpty()
                    ? Optional.of(Texts.of("command.toolCommands.openAPhotoFirst"))
                    : Optional.empty())
        .or(() -> tool.contribution().missing(tools.values(tool, documents.get())));
  }

  /**
   * Runs the first tool of a kind that can work with the model, which is what a person means who
   * names none.
   *
   * @param then runs when it is done, whatever it found, but not if it failed or was cancelled
   * @return whether there is one
   */
  boolean runFirst(ToolKind kind, Runnable then) {
    return runFirst(kind, then, Optional.empty());
  }

  private boolean runFirst(ToolKind kind, Runnable then, Optional<FaceStep> step) {
    Optional<Offered<Tool>> first = first(kind);
    first.ifPresent(tool -> runAnew(tool, then, step));
    return first.isPresent();
  }

  private Optional<Offered<Tool>> first(ToolKind kind) {
    return ofKind(kind).stream().filter(tool -> tool.obstacle().isEmpty()).findFirst();
  }

  /** Runs a tool; what it does now is of a photo or a square that is not meant any more. */
  private void runAnew(Offered<Tool> tool, Runnable then, Optional<FaceStep> step) {
    Optional<BackgroundTask> running = tools.running(tool.id());
    if (running.isPresent()) {
      afterwards.put(tool.id(), () -> run(tool, then, step));
      running.get().cancel();
    } else {
      run(tool, then, step);
    }
  }

  private List<Offered<Tool>> ofKind(ToolKind kind) {
    return tools.toolsProperty().get().stream()
        .filter(tool -> tool.contribution().kind() == kind)
        .toList();
  }

  /**
   * Makes a portrait of the photo: by the first projector, or, where the model lets none work, from
   * the mean face by the first optimizer.
   *
   * @param then runs when the projector has found it, but not if it failed or was cancelled
   */
  void project(Runnable then) {
    project(then, Optional.empty());
  }

  /** Makes a portrait of the face that was taken in the first part of a step. */
  void project(FaceStep step) {
    project(() -> {}, Optional.of(step));
  }

  /** The step whose portrait is being made, if the document is still as it left it. */
  Optional<FaceStep> pending() {
    return underWay.stream()
        .filter(Run::isAtItsStart)
        .flatMap(run -> run.step.stream())
        .findFirst();
  }

  private void project(Runnable then, Optional<FaceStep> step) {
    if (runFirst(ToolKind.PROJECTOR, then, step)) {
      return;
    }
    Optional<String> obstacle =
        ofKind(ToolKind.PROJECTOR).stream().flatMap(tool -> tool.obstacle().stream()).findFirst();
    boolean optimizes =
        ofKind(ToolKind.LATENT_OPTIMIZER).stream().anyMatch(tool -> tool.obstacle().isEmpty());
    if (optimizes) {
      change(
          step,
          Texts.written("history.meanFace"),
          document -> document.withBase(new BaseStyle.Seed(0, 0)));
      arrival.end(); // also if the face was the mean one before
      notices.show(
          Notice.info(
              Texts.of("command.toolCommands.fromTheMeanFace"),
              obstacle
                  .map(sentence -> Texts.of("command.toolCommands.fromMeanBecause", sentence))
                  .orElseGet(() -> Texts.of("command.toolCommands.fromMean"))));
      runFirst(ToolKind.LATENT_OPTIMIZER, () -> {});
    } else {
      String why = obstacle.orElse(Texts.of("command.toolCommands.noPluginThatTurns"));
      arrival.fail(why);
      notices.show(Notice.info(Texts.of("command.toolCommands.noToolForPhotos"), why));
    }
  }

  /** Runs a tool with the values that are chosen for it; does nothing while it runs. */
  public void run(Offered<Tool> tool) {
    // A face that was found anew is another picture to make a portrait of.
    boolean finds = tool.contribution().kind() == ToolKind.ALIGNER;
    Runnable told = remade.telling(documents.get());
    run(tool, finds ? () -> project(told) : () -> {}, Optional.empty());
  }

  private void change(
      Optional<FaceStep> step, String label, UnaryOperator<PortraitDocument> change) {
    step.ifPresentOrElse(
        begun -> documents.complete(begun.label(), begun.gesture(), change),
        () -> documents.change(label, change));
  }

  /** Whoever waits for a portrait must not wait for ever. */
  private void refuse(Offered<Tool> tool, String why) {
    if (tool.contribution().kind().needsPhoto()) {
      arrival.fail(why);
    }
    notices.show(
        Notice.info(Texts.of("command.toolCommands.cannotBegin", tool.info().name()), why));
  }

  private void run(Offered<Tool> tool, Runnable then, Optional<FaceStep> step) {
    if (tools.running(tool.id()).isPresent()) {
      return;
    }
    Optional<String> obstacle = obstacle(tool);
    if (obstacle.isPresent()) {
      refuse(tool, obstacle.get());
      return;
    }
    PortraitDocument start = documents.get();
    ParameterValues values = tools.values(tool, start);
    Run run = new Run(tool, values, start, then, step);
    BackgroundTask task =
        tasks.run(
            JobInfo.stoppable(tool.info().name()),
            context -> {
              NoticedTask<ToolResult> noticed = new NoticedTask<>(context);
              ToolResult result = backend.run(tool, values, start, noticed);
              run.told = noticed.notices();
              // Sub-generators are kept by the person who has seen them.
              return result instanceof ToolResult.Candidates
                  ? result
                  : backend.keep(result, context);
            },
            run);
    tools.started(tool.id(), task);
    run.begin();
    if (tool.contribution().kind() == ToolKind.LATENT_OPTIMIZER) {
      tools.endLook();
      tools.begin(tool.id(), IterateTrack.begun(start, values));
    }
  }

  /**
   * Shows an iterate in the place of the portrait, which stays as it is, until the portrait changes
   * or {@link #endLook}.
   *
   * @param moving whether the next one follows at once, so that a quick picture is enough
   */
  public void look(Offered<Tool> tool, Iterate iterate, boolean moving) {
    tools.look(tool.id(), iterate);
    preview.showInstead(
        documents
            .get()
            .withBase(new BaseStyle.Given(iterate.code(), 1, tool.asWritten().info().name())),
        moving);
  }

  /** Shows the portrait again, or what a run that is under way has found last. */
  public void endLook() {
    Optional<ToolsState.Look> ended = tools.lookProperty().get();
    tools.endLook();
    preview.endInstead();
    ended
        .filter(look -> tools.running(look.toolId()).isPresent())
        .flatMap(look -> tools.track(look.toolId(), documents.get()))
        .ifPresent(track -> preview.showLive(track.newest().code()));
  }

  /**
   * Makes an iterate the portrait. A run that is under way is ended by it: the person has chosen.
   */
  public void take(Offered<Tool> tool, Iterate iterate, ParameterValues values) {
    List.copyOf(underWay).stream().filter(run -> run.tool.id().equals(tool.id())).forEach(Run::end);
    tools.running(tool.id()).ifPresent(BackgroundTask::cancel);
    ToolStep run = ToolStep.of(tool.id(), values);
    documents.change(
        Texts.written("history.step", tool.asWritten().info().name(), iterate.step()),
        document ->
            last(document).filter(run::equals).isPresent()
                ? document.withBase(
                    new BaseStyle.Given(iterate.code(), 1, tool.asWritten().info().name()))
                : ToolResults.apply(
                    document, new ToolResult.Step(iterate), tool.asWritten(), values));
  }

  private static Optional<ToolStep> last(PortraitDocument document) {
    List<ToolStep> runs = document.runs();
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
  }

  /** See {@link PhotoCommands#findFaces}. */
  Optional<BackgroundTask> findFaces(PortraitDocument document, Consumer<List<Face>> found) {
    return first(ToolKind.ALIGNER)
        .map(
            tool ->
                tasks.run(
                    tool.info().name(),
                    (TaskContext<ToolResult> context) ->
                        backend.run(tool, tools.values(tool, document), document, context),
                    result -> found.accept(((ToolResult.Faces) result).faces()),
                    failure -> notices.show(Notice.failure(notDone(tool), sentence(failure)))));
  }

  /** The window closes: what is cancelled by that changes no document any more. */
  public void close() {
    List.copyOf(underWay).forEach(Run::end);
  }

  private static String notDone(Offered<Tool> tool) {
    return Texts.of("command.toolCommands.didNotWork", tool.info().name());
  }

  private static String sentence(Throwable failure) {
    return failure instanceof IOException
        ? Reasons.of(failure)
        : Texts.of("command.toolCommands.itFailedTheLog");
  }

  /**
   * What becomes of one run. What works on the photo belongs behind the entry of the history that
   * it began at: going back before that ends it, and what comes of it is the entry after.
   */
  private final class Run implements TaskListener<ToolResult, ToolResult>, UndoState.Changes {
    private final Offered<Tool> tool;
    private final ParameterValues values;
    private final PortraitDocument start;
    private final int position;
    private final int starts;
    private final Runnable then;
    private final Optional<FaceStep> step;
    private final long began = System.nanoTime();
    private final boolean arriving = arrival.activeProperty().get();
    private boolean dropped;

    /** Of the work, set before it ends. */
    private volatile List<String> told = List.of();

    Run(
        Offered<Tool> tool,
        ParameterValues values,
        PortraitDocument start,
        Runnable then,
        Optional<FaceStep> step) {
      this.tool = tool;
      this.values = values;
      this.start = start;
      this.position = position();
      this.starts = documents.starts();
      this.then = then;
      this.step = step;
    }

    private int position() {
      return documents.timelineProperty().get().position();
    }

    void begin() {
      if (needsPhoto()) {
        arrival.tryAgain();
        underWay.add(this);
        undoing.begin(this);
      }
    }

    private boolean needsPhoto() {
      return tool.contribution().kind().needsPhoto();
    }

    private boolean optimizes() {
      return tool.contribution().kind() == ToolKind.LATENT_OPTIMIZER;
    }

    @Override
    public boolean canUndo() {
      return true;
    }

    @Override
    public boolean canRedo() {
      return documents.canRedoProperty().get();
    }

    /** What was done after the run began goes first, then the run itself. */
    @Override
    public void undo() {
      if (position() > position) {
        documents.undo();
      } else if (step.isPresent()) {
        takeBack();
      } else {
        drop();
        if (optimizes()) {
          notices.show(
              Notice.info(
                  Texts.of("command.toolCommands.wasTakenBack", tool.info().name()),
                  Texts.of("command.toolCommands.thePortraitIsAs")));
        }
      }
    }

    /** Whether nothing was done since the run began. */
    boolean isAtItsStart() {
      return !dropped && position() == position && documents.get().equals(start);
    }

    /** A face without a portrait of its own is no state to be in. */
    private void takeBack() {
      if (isAtItsStart()) {
        step.ifPresent(
            begun -> documents.complete(begun.label(), begun.gesture(), now -> begun.before()));
      }
    }

    @Override
    public void redo() {
      documents.redo();
    }

    void endIfPast() {
      if (dropped || position() >= position && isStillMeant()) {
        return;
      }
      drop();
      if (optimizes()) {
        notices.show(
            Notice.info(
                Texts.of("command.toolCommands.wasEnded", tool.info().name()),
                Texts.of("command.toolCommands.thePortraitThatIt")));
      } else {
        forgone.tell(start, starts, isOfSamePhoto(), arriving, () -> runAnew(tool, then, step));
      }
    }

    /** Another square of the photo may be meant by now, of which another run makes the portrait. */
    private boolean isOfSamePhoto() {
      PortraitDocument now = documents.get();
      return position() >= position
          && documents.starts() == starts
          && now.source().map(PhotoSource::file).equals(start.source().map(PhotoSource::file))
          && face(now.base()).equals(face(start.base()));
    }

    /** Nothing that comes of it is wanted any more. */
    void end() {
      dropped = true;
      leave();
    }

    private void drop() {
      end();
      tools.running(tool.id()).ifPresent(BackgroundTask::cancel);
      preview.endLive();
    }

    private void leave() {
      underWay.remove(this);
      undoing.end(this);
    }

    @Override
    public void published(ToolResult value) {
      if (dropped || !isStillMeant()) {
        return;
      }
      tools.show(tool.id(), value);
      if (value instanceof ToolResult.Step step) {
        tools.add(tool.id(), step.iterate());
      }
      if (tools.lookProperty().get().isEmpty()) {
        value.face().ifPresent(preview::showLive);
      }
    }

    @Override
    public void done(ToolResult result) {
      if (dropped) {
        return;
      }
      if (!isStillMeant()) {
        notices.show(
            Notice.info(
                Texts.of("command.toolCommands.cameTooLate", tool.info().name()),
                Texts.of("command.toolCommands.anotherModelWasOpened")));
        return;
      }
      leave();
      notices.settle(notDone(tool));
      tools
          .running(tool.id())
          .filter(task -> task.stoppableProperty().get()) // nobody has stopped it
          .ifPresent(
              task -> tools.lasted(tool.id(), values, Duration.ofNanos(System.nanoTime() - began)));
      tools.show(tool.id(), result);
      if (!told.isEmpty()) {
        notices.show(Notice.info(tool.info().name(), String.join(" ", told)));
      }
      if (result instanceof ToolResult.Faces faces && faces.faces().isEmpty()) {
        notices.show(
            Notice.info(
                Texts.of("command.toolCommands.noFaceFound"),
                Texts.of("command.toolCommands.foundNoneInThis", tool.info().name())));
        then.run();
        return;
      }
      if (result instanceof ToolResult.Directions found) {
        directions.made(found);
      } else if (!(result instanceof ToolResult.Candidates)) {
        // What concerns the model and no portrait is nothing that undo could take back.
        change(
            step,
            tool.asWritten().info().name(),
            document -> ToolResults.apply(document, result, tool.asWritten(), values));
      }
      if (result.face().isPresent()) {
        arrival.end(); // also if it is the face that was there before
      }
      then.run();
    }

    /** Whether the document is still of the face and the model that the run was started for. */
    private boolean isStillMeant() {
      PortraitDocument now = documents.get();
      return now.bundleIdentity().equals(start.bundleIdentity())
          && (!needsPhoto() || meant(now).equals(meant(start)));
    }

    /**
     * Of the photo and of the portrait: who looks for faces looks at all of the photo, the others
     * at one square; and what is found for one face takes over no other that was chosen meanwhile.
     */
    private List<Object> meant(PortraitDocument document) {
      boolean all = tool.contribution().kind() == ToolKind.ALIGNER;
      return document
          .source()
          .map(
              source ->
                  List.of(
                      source.file(),
                      all ? (Object) source.turn() : source.alignment(),
                      face(document.base())))
          .orElse(List.of());
    }

    /** Whose face it is, however much of it is left by truncation. */
    private static Object face(BaseStyle base) {
      return base instanceof BaseStyle.Given given
          ? given.code()
          : List.of(((BaseStyle.Seed) base).seed(), ((BaseStyle.Seed) base).numbers());
    }

    @Override
    public void failed(Throwable failure) {
      tools.forget(tool.id());
      tellArrival(Texts.of("command.toolCommands.didNotWorkRun", tool.info().name()));
      notices.show(Notice.failure(notDone(tool), sentence(failure)));
      takeBack();
    }

    @Override
    public void cancelled(Optional<ToolResult> unused) {
      takeBack();
      tools.forget(tool.id());
      tellArrival(Texts.of("command.toolCommands.wasCancelledRunIt", tool.info().name()));
    }

    /** A photo that was opened meanwhile, be it the same, gets its portrait of another run. */
    private void tellArrival(String sentence) {
      if (documents.starts() == starts) {
        arrival.fail(sentence);
      }
    }

    @Override
    public void finished() {
      leave();
      tools.ended(tool.id());
      tools.endLook();
      preview.endLive();
      Runnable next = afterwards.remove(tool.id());
      if (next != null) {
        next.run();
      }
    }
  }
}
