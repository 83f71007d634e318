package studio.anycost.app.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.ProgressListener;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.document.ToolStep;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.PluginWatch;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.engine.ToolInput;
import studio.anycost.app.files.Reasons;
import studio.anycost.app.image.PictureWriter;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoLimits;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.photo.PhotoWriter;
import studio.anycost.app.picture.PortraitNotes;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.series.NamedFace;
import studio.anycost.app.series.NamedPhoto;
import studio.anycost.app.series.Series;
import studio.anycost.app.series.SeriesItem;
import studio.anycost.app.series.WholeFile;
import studio.anycost.app.words.Texts;

/**
 * Applies the edits of one portrait to many faces. A picture is written in one step and is left as
 * it is once it is there, so that a batch that was ended goes on where it was; the same edits of
 * the same face give the same bytes wherever they are asked for. For one thread.
 */
public final class Batch {
  private final StudioEngine engine;
  private final PortraitDocument template;
  private final List<ToolStep> runs;
  private final SubGenerator subGenerator;
  private final BatchTarget target;
  private final PortraitNotes notes;
  private final PhotoReader reader = new PhotoReader();
  private final PhotoReader whole = new PhotoReader(PhotoLimits.WHOLE);

  /**
   * @param recipe whose edits and noise are applied; if tools made it from a photo, they are run on
   *     other photos with the same values
   * @param subGenerator fits the engine's generator
   */
  public Batch(
      StudioEngine engine, PortraitDocument recipe, SubGenerator subGenerator, BatchTarget target) {
    this.engine = engine;
    this.template = recipe.withoutSource().withBase(new BaseStyle.Seed(0, 0));
    this.runs = recipe.runs();
    this.subGenerator = subGenerator;
    this.target = target;
    this.notes = new PortraitNotes(engine.description().name(), engine.edits());
  }

  /**
   * Makes the pictures and the report. Drawn faces are rendered on every core; photos one after the
   * other, and what is wrong with one keeps none of the others. Blocks.
   *
   * @param running when it is stopped, the photo at hand is finished and the rest is left
   * @throws IOException with a sentence if nothing more can be made or written
   * @throws CancellationException if cancelled; what was written stays
   */
  public BatchResult run(BatchFaces faces, TaskContext<?> running) throws IOException {
    BatchResult result =
        faces instanceof BatchFaces.Drawn drawn
            ? faces(drawn.faces(), running)
            : photos(((BatchFaces.OfPhotos) faces).photos(), running);
    result.write();
    return result;
  }

  private BatchResult faces(List<NamedFace> faces, TaskContext<?> running) throws IOException {
    List<SeriesItem> items = new ArrayList<>();
    for (NamedFace face : faces) {
      items.add(
          new SeriesItem(
              face, Optional.of(target.file(face.fileName())), Optional.empty(), Optional.empty()));
    }
    List<SeriesItem> missing =
        items.stream().filter(item -> target.replace() || !item.isDone()).toList();
    int made;
    try (PluginWatch watch = new PluginWatch(engine)) {
      Series series =
          new Series(
              engine,
              template,
              subGenerator,
              watch::requireNoFailure,
              (item, file, picture) -> write(file, portrait(item.face()), picture));
      made = missing.isEmpty() ? 0 : series.make(missing, true, (item, picture) -> {}, running);
    }
    List<SeriesItem> done = missing.subList(0, made);
    List<BatchOutcome> outcomes = new ArrayList<>();
    for (SeriesItem item : items) {
      BatchOutcome.State state =
          done.contains(item)
              ? BatchOutcome.State.MADE
              : missing.contains(item) ? BatchOutcome.State.LEFT : BatchOutcome.State.THERE;
      outcomes.add(BatchOutcome.of(item.face().label(), item.picture().orElseThrow(), state));
    }
    return new BatchResult(target.folder(), outcomes);
  }

  private PortraitDocument portrait(NamedFace face) {
    return template.withBase(face.start().base(engine.generator()));
  }

  private void write(Path file, PortraitDocument portrait, ImageTensor picture) throws IOException {
    PictureWriter.write(
        file, picture.toRgb(), target.jpegQuality(), Optional.of(notes.of(portrait)));
  }

  private BatchResult photos(List<NamedPhoto> photos, TaskContext<?> running) throws IOException {
    List<ToolStep> steps = portraitSteps();
    if (target.intoPhoto()) {
      blender(); // or nothing is begun
    }
    List<BatchOutcome> outcomes = new ArrayList<>();
    try (PluginWatch watch = new PluginWatch(engine)) {
      for (int i = 0; i < photos.size(); i++) {
        running.cancellation().throwIfCancelled();
        outcomes.add(
            outcome(photos.get(i), steps, watch, running, new Part(running, i, photos.size())));
      }
    }
    return new BatchResult(target.folder(), outcomes);
  }

  private BatchOutcome outcome(
      NamedPhoto photo,
      List<ToolStep> steps,
      PluginWatch watch,
      TaskContext<?> running,
      TaskContext<ToolResult> part) {
    String name = String.valueOf(photo.file().getFileName());
    Path file = target.file(photo);
    if (file.toAbsolutePath().normalize().equals(photo.file().toAbsolutePath().normalize())) {
      return BatchOutcome.failed(name, file, Texts.of("batch.batch.overThePhoto", file));
    }
    if (!target.replace() && WholeFile.isThere(file)) {
      return BatchOutcome.of(name, file, BatchOutcome.State.THERE);
    }
    if (running.stopRequested()) {
      return BatchOutcome.of(name, file, BatchOutcome.State.LEFT);
    }
    try {
      part.progress().report(0, name);
      Photo read = reader.read(photo.file());
      PortraitDocument portrait =
          engine.replay(
              template.withSource(PhotoSource.of(read)).withRuns(steps),
              Optional.of(read.pixels()),
              part);
      if (target.intoPhoto()) {
        RgbImage blended = blended(portrait, read, part);
        watch.requireNoFailure();
        PhotoWriter.write(
            file, blended, read.file(), target.jpegQuality(), notes.ofChanged(portrait));
        return BatchOutcome.made(name, file, PhotoWriter.lost(file, read.file()));
      }
      ImageTensor picture = engine.render(portrait, subGenerator, part.cancellation());
      watch.requireNoFailure();
      write(file, portrait, picture);
      return BatchOutcome.of(name, file, BatchOutcome.State.MADE);
    } catch (IOException e) {
      return BatchOutcome.failed(name, file, Reasons.of(e));
    }
  }

  /** The photo at its own size with the edited face in it. */
  private RgbImage blended(PortraitDocument portrait, Photo read, TaskContext<ToolResult> part)
      throws IOException {
    Offered<Tool> blender = blender();
    RgbImage photo = read.isReduced() ? whole.decode(read.file()).pixels() : read.pixels();
    ToolInput input = new ToolInput(portrait, Optional.of(photo));
    return ((ToolResult.Blended) engine.run(blender, values(blender), input, part))
        .photo()
        .picture();
  }

  private Offered<Tool> blender() throws IOException {
    return engine.tools(ToolKind.PHOTO_BLENDER).stream()
        .findFirst()
        .orElseThrow(() -> new IOException(Texts.of("batch.batch.noBlender")));
  }

  /** How the recipe's own face goes back into its photo, or else the defaults. */
  private ParameterValues values(Offered<Tool> blender) {
    ParameterValues values = blender.schema().defaults();
    for (ToolStep run : runs) {
      if (run.toolId().equals(blender.id())) {
        values = run.values().read(blender.schema());
      }
    }
    return values;
  }

  /**
   * What makes a portrait of a photo: what made the recipe's own, or else the first tools that find
   * faces and project them.
   */
  private List<ToolStep> portraitSteps() throws IOException {
    if (runs.stream().anyMatch(this::makesPortraits)) {
      return runs;
    }
    List<ToolStep> steps = new ArrayList<>();
    usable(ToolKind.ALIGNER).ifPresent(tool -> steps.add(step(tool)));
    Optional<Offered<Tool>> projector = usable(ToolKind.PROJECTOR);
    if (projector.isEmpty()) {
      throw new IOException(
          engine.tools(ToolKind.PROJECTOR).stream()
              .flatMap(tool -> tool.obstacle().stream())
              .findFirst()
              .orElse(Texts.of("batch.batch.noRunningPluginMakes")));
    }
    steps.add(step(projector.get()));
    return steps;
  }

  private boolean makesPortraits(ToolStep run) {
    return engine
        .tool(run.toolId())
        .map(tool -> tool.contribution().kind())
        .filter(kind -> kind == ToolKind.PROJECTOR || kind == ToolKind.LATENT_OPTIMIZER)
        .isPresent();
  }

  private Optional<Offered<Tool>> usable(ToolKind kind) {
    return engine.tools(kind).stream().filter(tool -> tool.obstacle().isEmpty()).findFirst();
  }

  private static ToolStep step(Offered<Tool> tool) {
    return ToolStep.of(tool.id(), tool.schema().defaults());
  }

  /** The work on one photo, which is not stopped half way; what it publishes is dropped. */
  private record Part(TaskContext<?> whole, int index, int count)
      implements TaskContext<ToolResult> {
    @Override
    public CancellationToken cancellation() {
      return whole.cancellation();
    }

    @Override
    public ProgressListener progress() {
      return (fraction, message) ->
          whole
              .progress()
              .report(
                  (index + Math.max(0, Math.min(1, fraction))) / count,
                  Texts.of("batch.batch.photoOf", index + 1, count)
                      + (message.isEmpty() ? "" : ", " + message));
    }

    @Override
    public boolean stopRequested() {
      return false;
    }

    @Override
    public void publish(ToolResult intermediate) {}
  }
}
