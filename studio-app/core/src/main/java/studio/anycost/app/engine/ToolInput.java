package studio.anycost.app.engine;

import java.util.Objects;
import java.util.Optional;
import studio.anycost.api.model.RgbImage;
import studio.anycost.app.document.PortraitDocument;

/**
 * What a tool works on.
 *
 * @param document its base style is where an optimizer begins, and its source tells where the face
 *     of the photo is
 * @param photo the upright pixels of the document's photo
 */
public record ToolInput(PortraitDocument document, Optional<RgbImage> photo) {
  public ToolInput {
    Objects.requireNonNull(document);
    Objects.requireNonNull(photo);
  }
}
