package studio.anycost.app.preview;

import java.util.OptionalDouble;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.image.ScreenPicture;

/**
 * A picture to show.
 *
 * @param image the picture, as large as the sub-generator renders
 * @param screen the same, made ready for the screen
 * @param subGenerator what rendered it
 * @param milliseconds the render's time, without stages that were reused
 * @param reused whether nothing was computed: it is a picture that was there before
 * @param isFull whether it is the full generator's picture
 * @param expectedDifference from the full generator's picture of this face: 0 = none, about 1 = as
 *     much as another face; empty if nothing is known
 * @param documentVersion what {@link PreviewController#show} returned for the document
 */
public record PreviewFrame(
    RgbImage image,
    ScreenPicture screen,
    SubGenerator subGenerator,
    double milliseconds,
    boolean reused,
    boolean isFull,
    OptionalDouble expectedDifference,
    long documentVersion) {
  /** The same picture as that of another version of the document. */
  PreviewFrame ofVersion(long version) {
    return new PreviewFrame(
        image, screen, subGenerator, milliseconds, reused, isFull, expectedDifference, version);
  }

  /** The same picture, of which something else is expected now. */
  PreviewFrame expecting(OptionalDouble difference) {
    return new PreviewFrame(
        image, screen, subGenerator, milliseconds, reused, isFull, difference, documentVersion);
  }
}
