package studio.anycost.app.fx.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.BaseStyle;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.KeptCandidates;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.engine.ToolInput;
import studio.anycost.app.fx.words.Texts;
import studio.anycost.app.image.PictureNotes;
import studio.anycost.app.image.ScreenPicture;
import studio.anycost.app.photo.Cutout;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoCache;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.PhotoLimits;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.photo.PhotoWriter;
import studio.anycost.app.photo.Reduced;
import studio.anycost.app.picture.PortraitNotes;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.portrait.Difference;
import studio.anycost.app.preview.Ladder;
import studio.anycost.app.preview.PreviewFactory;
import studio.anycost.app.preview.UniformGrid;

/** The real engine's tools, and the photos that they work on. Does not own the engine. */
public final class EngineTools implements ToolBackend {
  /** As large a picture as graphics pipelines are sure to take. */
  private static final int LARGEST_VIEW = 4096;

  private final StudioEngine engine;
  private final PhotoReader reader = new PhotoReader();
  private final PhotoCache photos = new PhotoCache(reader);

  public EngineTools(StudioEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<Offered<Tool>> tools() {
    return engine.tools().stream().map(Offered::translated).toList();
  }

  @Override
  public ToolResult run(
      Offered<Tool> tool,
      ParameterValues values,
      PortraitDocument document,
      TaskContext<ToolResult> task)
      throws IOException {
    Optional<RgbImage> photo = Optional.empty();
    if (tool.contribution().kind().needsPhoto() && document.source().isPresent()) {
      task.progress().report(-1, Texts.of("state.engineTools.readingThePhoto"));
      photo = Optional.of(photos.load(document.source().get().file()).pixels());
    }
    return engine.run(tool.asWritten(), values, new ToolInput(document, photo), task);
  }

  @Override
  public PhotoView viewPhoto(
      Offered<Tool> blender, ParameterValues values, PortraitDocument document, TaskContext<?> task)
      throws IOException {
    PhotoSource source = source(document);
    RgbImage photo = Reduced.of(photos.load(source.file()).pixels(), LARGEST_VIEW);
    BlendedPhoto blended = blended(blender, values, document, photo, task);
    return new PhotoView(
        screen(source.turn().apply(photo)),
        screen(source.turn().apply(blended.picture())),
        source.turn().width(source.width(), source.height()),
        source.turn().height(source.width(), source.height()),
        blended.note());
  }

  private static ScreenPicture screen(RgbImage picture) {
    return ScreenPicture.of(picture, Math.max(picture.width(), picture.height()));
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
    PhotoSource source = source(document);
    PhotoWriter.requireNotOriginal(file, source.file());
    BlendedPhoto blended = wholeBlended(blender, values, document, task);
    task.progress().report(-1, Texts.of("state.engineTools.writing", file.getFileName()));
    PhotoWriter.write(file, blended.picture(), source.file(), jpegQuality, notes(document));
    return blended;
  }

  @Override
  public PortraitDocument keepInPhoto(
      Offered<Tool> blender, ParameterValues values, PortraitDocument document, TaskContext<?> task)
      throws IOException {
    PhotoSource source = source(document);
    RgbImage picture = wholeBlended(blender, values, document, task).picture();
    task.progress().report(-1, Texts.of("state.engineTools.keepingThePhoto"));
    PhotoFile kept = PhotoWriter.keep(picture, source.file(), notes(document));
    return document
        .unedited()
        .withBase(new BaseStyle.Given(engine.evaluate(document), source.file().name()))
        .withSource(source.withFile(kept));
  }

  private Optional<PictureNotes> notes(PortraitDocument document) throws IOException {
    return new PortraitNotes(engine.description().name(), engine.edits()).ofChanged(document);
  }

  private BlendedPhoto wholeBlended(
      Offered<Tool> blender, ParameterValues values, PortraitDocument document, TaskContext<?> task)
      throws IOException {
    task.progress().report(-1, Texts.of("state.engineTools.readingThePhoto"));
    RgbImage photo = new PhotoReader(PhotoLimits.WHOLE).decode(source(document).file()).pixels();
    return blended(blender, values, document, photo, task);
  }

  private static PhotoSource source(PortraitDocument document) throws IOException {
    return document
        .source()
        .orElseThrow(() -> new IOException(Texts.of("state.engineTools.thereIsNoPhoto")));
  }

  private BlendedPhoto blended(
      Offered<Tool> blender,
      ParameterValues values,
      PortraitDocument document,
      RgbImage photo,
      TaskContext<?> task)
      throws IOException {
    TaskContext<ToolResult> quiet = TaskContext.of(task.cancellation(), task.progress());
    ToolInput input = new ToolInput(document, Optional.of(photo));
    return ((ToolResult.Blended) engine.run(blender.asWritten(), values, input, quiet)).photo();
  }

  @Override
  public Difference likeness(PortraitDocument document, TaskContext<?> task) throws IOException {
    RgbImage photo = photos.load(source(document).file()).pixels();
    return engine.faithfulness(document, photo, List.of(), task.cancellation()).fullVsPhoto();
  }

  @Override
  public Optional<Path> bundle() {
    return engine.generator().bundle().path();
  }

  @Override
  public ToolResult keep(ToolResult result, TaskContext<?> task) throws IOException {
    return engine.keep(result, task);
  }

  @Override
  public Optional<String> keepInBundle(List<Candidate> candidates, TaskContext<?> task)
      throws IOException {
    return engine.keepInBundle(candidates, task);
  }

  @Override
  public double milliseconds(SubGenerator subGenerator) {
    return engine.lentGenerator().latency(subGenerator).median();
  }

  @Override
  public Ladder ladder(UniformGrid grid) {
    return new PreviewFactory(engine).ladder(grid);
  }

  @Override
  public List<String> unusedFindings() {
    return engine.unusedFindings();
  }

  @Override
  public KeptCandidates keptCandidates() {
    return engine.keptCandidates();
  }

  @Override
  public List<Boundary> addBoundaries(Path file, TaskContext<?> task) throws IOException {
    return engine.addBoundaries(file, task);
  }

  @Override
  public void addToBundle(List<Boundary> directions, Optional<Path> copy, TaskContext<?> task)
      throws IOException {
    engine.addToBundle(directions, copy, task);
  }

  @Override
  public void removeDirections(List<Boundary> directions) throws IOException {
    for (Boundary direction : directions) {
      engine.removeDirection(direction.name());
    }
  }

  @Override
  public Photo readPhoto(Path file) throws IOException {
    Photo photo = reader.read(file);
    photos.add(photo);
    return photo;
  }

  @Override
  public Photo decodePhoto(PhotoFile file) throws IOException {
    Photo photo = reader.decode(file);
    photos.add(photo);
    return photo;
  }

  @Override
  public RgbImage face(PhotoSource source, int side) throws IOException {
    RgbImage pixels = photos.load(source.file()).pixels();
    return Cutout.of(pixels, source.alignmentIn(pixels), side);
  }

  @Override
  public RgbImage photo(PhotoSource source) throws IOException {
    return photos.load(source.file()).pixels();
  }

  @Override
  public ImageTensor thumbnail(StyleCode code, SubGenerator subGenerator) throws IOException {
    return engine.generator().render(code, subGenerator, Noise.FIXED, CancellationToken.NONE);
  }

  @Override
  public Services services(String contribution) {
    return engine.services(contribution);
  }
}
