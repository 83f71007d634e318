package studio.anycost.app.compare;

import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.RgbImage;

/**
 * What became of a variant.
 *
 * @param picture as large as its sub-generator renders
 * @param difference from the full picture of the portrait, amplified; as large as that
 * @param distance from the full picture as people see it; 0 = the same
 * @param milliseconds of a render that reuses nothing, on this machine
 */
public record Compared(
    Variant variant,
    RgbImage picture,
    RgbImage difference,
    double distance,
    double milliseconds,
    MacCount macs) {}
