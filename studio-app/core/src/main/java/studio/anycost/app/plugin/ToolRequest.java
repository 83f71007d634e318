package studio.anycost.app.plugin;

import java.util.Objects;
import java.util.Optional;
import studio.anycost.api.model.EditedFace;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterValues;

/**
 * What a tool is given.
 *
 * @param values of its schema
 * @param image the photo, if the kind {@link ToolKind#needsPhoto needs one}: whole for an aligner,
 *     cut out and square for the others; not for a blender
 * @param start the code to begin with, if the kind {@link ToolKind#needsStyle needs one}
 * @param face what a blender works on
 */
public record ToolRequest(
    ParameterValues values,
    Optional<RgbImage> image,
    Optional<StyleCode> start,
    Optional<EditedFace> face) {
  public ToolRequest {
    Objects.requireNonNull(values);
    Objects.requireNonNull(image);
    Objects.requireNonNull(start);
    Objects.requireNonNull(face);
  }

  /** For all kinds but a blender. */
  public ToolRequest(ParameterValues values, Optional<RgbImage> image, Optional<StyleCode> start) {
    this(values, image, start, Optional.empty());
  }

  /** For a blender. */
  public ToolRequest(ParameterValues values, EditedFace face) {
    this(values, Optional.empty(), Optional.empty(), Optional.of(face));
  }
}
