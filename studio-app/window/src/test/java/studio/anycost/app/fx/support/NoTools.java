package studio.anycost.app.fx.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.Boundary;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.document.PortraitDocument;
import studio.anycost.app.engine.KeptCandidates;
import studio.anycost.app.engine.Offered;
import studio.anycost.app.fx.state.PhotoView;
import studio.anycost.app.fx.state.ToolBackend;
import studio.anycost.app.photo.Cutout;
import studio.anycost.app.photo.Photo;
import studio.anycost.app.photo.PhotoFile;
import studio.anycost.app.photo.PhotoReader;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.portrait.Difference;
import studio.anycost.app.preview.Ladder;
import studio.anycost.app.preview.UniformGrid;

/** A studio whose plugins bring no tools; photos are real. */
public final class NoTools implements ToolBackend {
  @Override
  public List<Offered<Tool>> tools() {
    return List.of();
  }

  @Override
  public ToolResult run(
      Offered<Tool> tool,
      ParameterValues values,
      PortraitDocument document,
      TaskContext<ToolResult> task)
      throws IOException {
    throw new IOException("There are no tools.");
  }

  @Override
  public PhotoView viewPhoto(
      Offered<Tool> blender, ParameterValues values, PortraitDocument document, TaskContext<?> task)
      throws IOException {
    throw new IOException("There are no tools.");
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
    throw new IOException("There are no tools.");
  }

  @Override
  public Difference likeness(PortraitDocument document, TaskContext<?> task) throws IOException {
    throw new IOException("There are no tools.");
  }

  @Override
  public PortraitDocument keepInPhoto(
      Offered<Tool> blender, ParameterValues values, PortraitDocument document, TaskContext<?> task)
      throws IOException {
    throw new IOException("There are no tools.");
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
    return List.of();
  }

  @Override
  public KeptCandidates keptCandidates() {
    return new KeptCandidates(List.of(), false);
  }

  @Override
  public List<Boundary> addBoundaries(Path file, TaskContext<?> task) throws IOException {
    throw new IOException("There is no boundary.");
  }

  @Override
  public void addToBundle(List<Boundary> directions, Optional<Path> copy, TaskContext<?> task) {}

  @Override
  public void removeDirections(List<Boundary> directions) {}

  @Override
  public Photo readPhoto(Path file) throws IOException {
    return new PhotoReader().read(file);
  }

  @Override
  public Photo decodePhoto(PhotoFile file) throws IOException {
    return new PhotoReader().decode(file);
  }

  @Override
  public RgbImage face(PhotoSource source, int side) throws IOException {
    RgbImage pixels = new PhotoReader().decode(source.file()).pixels();
    return Cutout.of(pixels, source.alignmentIn(pixels), side);
  }

  @Override
  public RgbImage photo(PhotoSource source) throws IOException {
    return new PhotoReader().decode(source.file()).pixels();
  }

  @Override
  public ImageTensor thumbnail(StyleCode code, SubGenerator subGenerator) throws IOException {
    throw new IOException("There are no thumbnails.");
  }

  @Override
  public Services services(String contribution) {
    throw new AssertionError("Nothing here may ask for services.");
  }
}
