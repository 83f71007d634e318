package studio.anycost.app.fx.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Services;
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
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.engine.StudioEngine;
import studio.anycost.app.engine.ToolInput;
import studio.anycost.app.photo.Cutout;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoCache;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;

/** The real engine's tools, and the photos that they work on. Does not own the engine. */
public final class EngineTools implements ToolBackend {
  private final StudioEngine engine;
  private final PhotoReader reader = new PhotoReader();
  private final PhotoCache photos = new PhotoCache(reader);

  public EngineTools(StudioEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<Offered<Tool>> tools() {
    return engine.tools();
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
      task.progress().report(-1, "Reading the photo");
      photo = Optional.of(photos.load(document.source().get().file()).pixels());
    }
    return engine.run(tool, values, new ToolInput(document, photo), task);
  }

  @Override
  public void keep(ToolResult result) throws IOException {
    engine.keep(result);
  }

  @Override
  public List<Candidate> candidates() {
    return engine.candidates();
  }

  @Override
  public List<Boundary> addBoundaries(Path file, TaskContext<?> task) throws IOException {
    return engine.addBoundaries(file, task);
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
