package studio.anycost.app.fx.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.KeptCandidates;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.state.PhotoView;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolRequest;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.portrait.Difference;
import studio.anycost.app.preview.Ladder;
import studio.anycost.app.preview.UniformGrid;

/** One optimizer, or projector, whose steps a test gives, one by one; photos are real. */
public final class ScriptedOptimizer implements ToolBackend {
  public static final String ID = "scripted";

  private final ToolBackend photos = new NoTools();
  private final BlockingQueue<ToolResult> script = new LinkedBlockingQueue<>();
  private final List<PortraitDocument> compared = new CopyOnWriteArrayList<>();
  private final Offered<Tool> optimizer;
  private volatile List<String> unused = List.of();
  private volatile Optional<String> missing = Optional.empty();

  public ScriptedOptimizer() {
    this(ToolKind.LATENT_OPTIMIZER);
  }

  /**
   * @param kind that makes a face of a photo
   */
  public ScriptedOptimizer(ToolKind kind) {
    this(kind, ParameterSchema.EMPTY);
  }

  /** The same with parameters, which change nothing. */
  public ScriptedOptimizer(ToolKind kind, ParameterSchema schema) {
    ContributionInfo info = new ContributionInfo(ID, "Scripted", "Does as it is told.", 0);
    optimizer = new Offered<>(new Script(info, kind, schema), info, schema);
  }

  /** The tool cannot begin before something is set. */
  public void lack(String sentence) {
    missing = Optional.of(sentence);
  }

  private final class Script implements Tool {
    private final ContributionInfo info;
    private final ToolKind kind;
    private final ParameterSchema schema;

    Script(ContributionInfo info, ToolKind kind, ParameterSchema schema) {
      this.info = info;
      this.kind = kind;
      this.schema = schema;
    }

    @Override
    public ContributionInfo info() {
      return info;
    }

    @Override
    public ToolKind kind() {
      return kind;
    }

    @Override
    public Optional<String> missing(ParameterValues values) {
      return missing;
    }

    @Override
    public ParameterSchema parameters(GeneratorDescription generator) {
      return schema;
    }

    @Override
    public ToolResult run(ToolRequest request, Services services, TaskContext<ToolResult> task) {
      throw new AssertionError("The backend runs it.");
    }
  }

  /** The run publishes this next. */
  public void publish(Iterate iterate) {
    script.add(new ToolResult.Step(iterate));
  }

  /** What was found earlier and is not used. */
  public void leaveUnused(String sentence) {
    unused = List.of(sentence);
  }

  /** The portraits that were compared with their photo. */
  public List<PortraitDocument> compared() {
    return compared;
  }

  /** The run ends with this. */
  public void finish(StyleCode code) {
    script.add(new ToolResult.Style(code));
  }

  @Override
  public List<Offered<Tool>> tools() {
    return List.of(optimizer);
  }

  @Override
  public ToolResult run(
      Offered<Tool> tool,
      ParameterValues values,
      PortraitDocument document,
      TaskContext<ToolResult> task)
      throws IOException {
    Optional<ToolResult> last = Optional.empty();
    while (!task.stopRequested()) {
      task.cancellation().throwIfCancelled();
      ToolResult next;
      try {
        next = script.poll(5, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IOException("The test is over.", e);
      }
      if (next instanceof ToolResult.Style) {
        return next;
      }
      if (next != null) {
        last = Optional.of(next);
        task.publish(next);
      }
    }
    return last.orElseThrow();
  }

  @Override
  public PhotoView viewPhoto(
      Offered<Tool> blender, ParameterValues values, PortraitDocument document, TaskContext<?> task)
      throws IOException {
    return photos.viewPhoto(blender, values, document, task);
  }

  @Override
  public BlendedPhoto exportPhoto(
      Offered<Tool> blender,
      ParameterValues values,
      PortraitDocument document,
      Path file,
      double jpegQuality,
      TaskContext<?> task)
      throws IOException {
    return photos.exportPhoto(blender, values, document, file, jpegQuality, task);
  }

  @Override
  public Difference likeness(PortraitDocument document, TaskContext<?> task) throws IOException {
    compared.add(document);
    return new Difference(0, 0, 0.437 * 0.12, OptionalDouble.of(0.31));
  }

  @Override
  public PortraitDocument keepInPhoto(
      Offered<Tool> blender, ParameterValues values, PortraitDocument document, TaskContext<?> task)
      throws IOException {
    return photos.keepInPhoto(blender, values, document, task);
  }

  @Override
  public Optional<Path> bundle() {
    return Optional.empty();
  }

  @Override
  public ToolResult keep(ToolResult result, TaskContext<?> task) {
    return result;
  }

  @Override
  public Optional<String> keepInBundle(List<Candidate> candidates, TaskContext<?> task) {
    return Optional.empty();
  }

  @Override
  public double milliseconds(SubGenerator subGenerator) {
    return 1;
  }

  @Override
  public Ladder ladder(UniformGrid grid) {
    return Ladder.uniform(grid);
  }

  @Override
  public List<String> unusedFindings() {
    return unused;
  }

  @Override
  public KeptCandidates keptCandidates() {
    return new KeptCandidates(List.of(), false);
  }

  @Override
  public List<Boundary> addBoundaries(Path file, TaskContext<?> task) throws IOException {
    return photos.addBoundaries(file, task);
  }

  @Override
  public void addToBundle(List<Boundary> directions, Optional<Path> copy, TaskContext<?> task) {}

  @Override
  public void removeDirections(List<Boundary> directions) {}

  @Override
  public Photo readPhoto(Path file) throws IOException {
    return photos.readPhoto(file);
  }

  @Override
  public Photo decodePhoto(PhotoFile file) throws IOException {
    return photos.decodePhoto(file);
  }

  @Override
  public RgbImage face(PhotoSource source, int side) throws IOException {
    return photos.face(source, side);
  }

  @Override
  public RgbImage photo(PhotoSource source) throws IOException {
    return photos.photo(source);
  }

  @Override
  public ImageTensor thumbnail(StyleCode code, SubGenerator subGenerator) throws IOException {
    return photos.thumbnail(code, subGenerator);
  }

  @Override
  public Services services(String contribution) {
    return photos.services(contribution);
  }
}
