package studio.anycost.app.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.Alignment;
import studio.anycost.api.model.BlendedPhoto;
import studio.anycost.api.model.EditedFace;
import studio.anycost.api.model.Face;
import studio.anycost.api.model.FacePoints;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterException;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;
import studio.anycost.app.document.PhotoSource;
import studio.anycost.app.photo.Cutout;
import studio.anycost.app.plugin.Tool;
import studio.anycost.app.plugin.ToolKind;
import studio.anycost.app.plugin.ToolRequest;
import studio.anycost.app.plugin.ToolResult;
import studio.anycost.app.words.Texts;

/** Runs tools on documents, for one open model. */
final class ToolRuns {
  /** Larger than what networks look at, and small enough to be cut out in a moment. */
  private static final int LARGEST_SIDE = 1024;

  private final OpenModel model;
  private final Function<String, Services> services;

  /**
   * @param services of a contribution with an id
   */
  ToolRuns(OpenModel model, Function<String, Services> services) {
    this.model = model;
    this.services = services;
  }

  /** See {@link StudioEngine#run}. */
  ToolResult run(
      Offered<Tool> tool, ParameterValues values, ToolInput input, TaskContext<ToolResult> task)
      throws IOException {
    Offered<Tool> present =
        model
            .tool(tool.id())
            .orElseThrow(
                () ->
                    new IOException(Texts.of("engine.toolRuns.isNotThereAny", tool.info().name())));
    ToolKind kind = present.contribution().kind();
    try {
      return kind == ToolKind.PHOTO_BLENDER
          ? blended(present, values, input, task)
          : found(present, values, input, task);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CancellationException e) {
      throw e;
    } catch (IllegalStateException e) { // the model was closed meanwhile
      throw new IOException(e.getMessage(), e);
    }
  }

  private ToolResult found(
      Offered<Tool> tool, ParameterValues values, ToolInput input, TaskContext<ToolResult> task)
      throws IOException {
    ToolKind kind = tool.contribution().kind();
    Optional<RgbImage> photo = kind.needsPhoto() ? Optional.of(photo(tool, input)) : noPhoto();
    Optional<StyleCode> start =
        kind.needsStyle() ? Optional.of(start(tool, input)) : Optional.empty();
    ToolRequest request = new ToolRequest(fitting(tool, values), photo, start);
    Optional<PhotoSource> source =
        kind == ToolKind.ALIGNER ? input.document().source() : Optional.empty();
    MappedTask<ToolResult> mapped =
        new MappedTask<>(task, result -> inSource(result, source, input.photo()));
    return inSource(
        tool.contribution().run(request, services.apply(tool.id()), mapped), source, input.photo());
  }

  /** The blender sees the part of the photo around the face; what comes out is the whole. */
  private ToolResult blended(
      Offered<Tool> tool, ParameterValues values, ToolInput input, TaskContext<ToolResult> task)
      throws IOException {
    RgbImage photo = wholePhoto(tool, input);
    PhotoPart part = PhotoPart.around(photo, square(input, photo));
    FaceRenders renders = FaceRenders.of(model, input.document(), task);
    ToolRequest request =
        new ToolRequest(
            fitting(tool, values),
            new EditedFace(part.pixels(), part.alignment(), renders.edited(), renders.unedited()));
    MappedTask<ToolResult> mapped =
        new MappedTask<>(task, result -> inWhole(result, part), FaceRenders.after(task.progress()));
    return inWhole(tool.contribution().run(request, services.apply(tool.id()), mapped), part);
  }

  private static ToolResult inWhole(ToolResult result, PhotoPart part) {
    BlendedPhoto blended = ((ToolResult.Blended) result).photo();
    return new ToolResult.Blended(new BlendedPhoto(part.pasted(blended.picture()), blended.note()));
  }

  private static Optional<RgbImage> noPhoto() {
    return Optional.empty();
  }

  private static RgbImage wholePhoto(Offered<Tool> tool, ToolInput input) throws IOException {
    return input
        .photo()
        .orElseThrow(
            () -> new IOException(Texts.of("engine.toolRuns.needsAPhotoOpen", tool.info().name())));
  }

  private RgbImage photo(Offered<Tool> tool, ToolInput input) throws IOException {
    RgbImage photo = wholePhoto(tool, input);
    if (tool.contribution().kind() == ToolKind.ALIGNER) {
      return input.document().source().map(source -> source.turn().apply(photo)).orElse(photo);
    }
    int side = Math.min(LARGEST_SIDE, model.description().channels().resolution());
    return Cutout.of(photo, square(input, photo), side);
  }

  private static Alignment square(ToolInput input, RgbImage photo) {
    return input
        .document()
        .source()
        .map(source -> source.alignmentIn(photo))
        .orElseGet(() -> Alignment.centred(photo.width(), photo.height()));
  }

  private StyleCode start(Offered<Tool> tool, ToolInput input) throws IOException {
    try {
      return model.evaluator().start(input.document());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          Texts.of("engine.toolRuns.cannotBeginWithThis", tool.info().name(), e.getMessage()), e);
    }
  }

  /** The values for the tool as it is now: the model may be another than they were chosen for. */
  private static ParameterValues fitting(Offered<Tool> tool, ParameterValues values)
      throws IOException {
    if (values.schema() == tool.schema()) {
      return values;
    }
    try {
      return tool.schema().parse(values.toText());
    } catch (ParameterException e) {
      throw new IOException(
          Texts.of("engine.toolRuns.cannotRun", tool.info().name(), e.getMessage()), e);
    }
  }

  /** Faces in the measure of the document's source, whatever was looked at. */
  private static ToolResult inSource(
      ToolResult result, Optional<PhotoSource> source, Optional<RgbImage> photo) {
    if (!(result instanceof ToolResult.Faces found) || source.isEmpty()) {
      return result;
    }
    RgbImage pixels = photo.orElseThrow();
    double scale = (double) source.get().width() / pixels.width();
    return new ToolResult.Faces(
        found.faces().stream()
            .map(face -> source.get().turn().back(face, pixels.width(), pixels.height()))
            .map(face -> scaled(face, scale))
            .toList());
  }

  private static Face scaled(Face face, double scale) {
    Alignment square = face.alignment();
    return scale == 1
        ? face
        : new Face(
            new Alignment(
                square.centreX() * scale,
                square.centreY() * scale,
                square.axisX() * scale,
                square.axisY() * scale),
            face.confidence(),
            face.points()
                .map(
                    points ->
                        points.map(
                            place -> new FacePoints.Place(place.x() * scale, place.y() * scale))));
  }
}
