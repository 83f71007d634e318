package studio.anycost.app.preview;

import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.SubGenerator;

/**
 * A picture to show.
 *
 * @param image the picture, as large as the sub-generator renders
 * @param subGenerator what rendered it
 * @param ratioOrNaN its uniform channel ratio, or NaN for a flexible configuration
 * @param milliseconds the render's time, without stages that were reused
 * @param isFull whether it is the full generator's picture
 * @param documentVersion what {@link PreviewController#show} returned for the document
 */
public record PreviewFrame(
    RgbImage image,
    SubGenerator subGenerator,
    double ratioOrNaN,
    double milliseconds,
    boolean isFull,
    long documentVersion) {}
