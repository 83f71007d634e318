package studio.anycost.app.plugin;

import java.util.Objects;
import java.util.Optional;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterValues;

/**
 * What a tool is given.
 *
 * @param values of its schema
 * @param image the photo, if the kind {@link ToolKind#needsPhoto needs one}: whole for an aligner,
 *     cut out and square for the others
 * @param start the code to begin with, if the kind {@link ToolKind#needsStyle needs one}
 */
public record ToolRequest(
    ParameterValues values, Optional<RgbImage> image, Optional<StyleCode> start) {
  public ToolRequest {
    Objects.requireNonNull(values);
    Objects.requireNonNull(image);
    Objects.requireNonNull(start);
  }
}
