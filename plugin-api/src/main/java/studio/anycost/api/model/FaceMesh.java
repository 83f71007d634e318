package studio.anycost.api.model;

import java.util.List;

/**
 * The mesh of the face of a square portrait: 468 places in the order of MediaPipe's face mesh, in
 * fractions of the portrait's side, x to the right, y down. They may lie outside of it.
 *
 * @param x one for each place
 * @param y one for each place
 */
public record FaceMesh(List<Float> x, List<Float> y) {
  /** How many places there are. */
  public static final int PLACES = 468;

  public FaceMesh {
    x = List.copyOf(x);
    y = List.copyOf(y);
    if (x.size() != PLACES || y.size() != PLACES) {
      throw new IllegalArgumentException(
          "A face mesh has " + PLACES + " places, not " + x.size() + " and " + y.size() + ".");
    }
  }
}
