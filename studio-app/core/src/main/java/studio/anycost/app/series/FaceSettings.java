package studio.anycost.app.series;

import java.util.Map;
import java.util.Objects;

/**
 * How the squares of a photo's faces were made; the same photo and the same settings give the same
 * pictures.
 *
 * @param tool that found the faces
 * @param values of its parameters that are not the defaults, as texts
 * @param size of the squares, in pixels a side
 * @param turn of the photo, in degrees clockwise
 */
public record FaceSettings(String tool, Map<String, String> values, int size, int turn) {
  public FaceSettings {
    Objects.requireNonNull(tool);
    values = Map.copyOf(values);
  }
}
