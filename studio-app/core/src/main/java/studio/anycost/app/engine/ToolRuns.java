package studio.anycost.app.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.Alignment;
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

/** Runs tools on documents, for one open model. */
final class ToolRuns {
  /** Larger than what networks look at, and small enough to be cut out in a moment. */
  private static final int LARGEST_SIDE = 1024;

  private final OpenModel model;
  private final Services services;

  ToolRuns(OpenModel model, Services services) {
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
                    new IOException(
                        "'" + tool.info().name() + "' is not there any more: see the plugins."));
    ToolKind kind = present.contribution().kind();
    Optional<RgbImage> photo = kind.needsPhoto() ? Optional.of(photo(present, input)) : noPhoto();
    Optional<StyleCode> start =
        kind.needsStyle() ? Optional.of(start(present, input)) : Optional.empty();
    ToolRequest request = new ToolRequest(fitting(present, values), photo, start);
    Optional<PhotoSource> source =
        kind == ToolKind.ALIGNER ? input.document().source() : Optional.empty();
    MappedTask<ToolResult> mapped =
        new MappedTask<>(task, result -> inSource(result, source, input.photo()));
    try {
      return inSource(present.contribution().run(request, services, mapped), source, input.photo());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CancellationException e) {
      throw e;
    } catch (IllegalStateException e) { // the model was closed meanwhile
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Optional<RgbImage> noPhoto() {
    return Optional.empty();
  }

  private RgbImage photo(Offered<Tool> tool, ToolInput input) throws IOException {
    RgbImage photo =
        input
            .photo()
            .orElseThrow(
                () ->
                    new IOException("'" + tool.info().name() + "' needs a photo: open one first."));
    if (tool.contribution().kind() == ToolKind.ALIGNER) {
      return input.document().source().map(source -> source.turn().apply(photo)).orElse(photo);
    }
    Alignment square =
        input
            .document()
            .source()
            .map(source -> source.alignmentIn(photo))
            .orElseGet(() -> Alignment.centred(photo.width(), photo.height()));
    int side = Math.min(LARGEST_SIDE, model.description().channels().resolution());
    return Cutout.of(photo, square, side);
  }

  private StyleCode start(Offered<Tool> tool, ToolInput input) throws IOException {
    try {
      return model.evaluator().start(input.document());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "'" + tool.info().name() + "' cannot begin with this portrait: " + e.getMessage(), e);
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
      throw new IOException("'" + tool.info().name() + "' cannot run: " + e.getMessage(), e);
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
