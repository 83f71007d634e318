package studio.anycost.models.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.objective.Resampling;

/** A picture that others are compared with, at the sizes that were asked for. */
final class TargetPicture {
  private final RgbImage image;
  private final Map<Integer, float[]> sized = new ConcurrentHashMap<>();

  TargetPicture(RgbImage image) {
    this.image = image;
  }

  /** The values {@code [3, side, side]} in -1..1, not to be changed. */
  float[] at(int side) {
    return sized.computeIfAbsent(
        side, missing -> Resampling.of(image.width(), side).apply(ImageTensor.of(image)).toArray());
  }
}
