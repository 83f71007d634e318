package studio.anycost.plugins.alignment;

import java.util.List;
import studio.anycost.api.model.FacePoints;

/**
 * The points of a face that the square around it follows from.
 *
 * @param points 468 places of the photo, numbered as the mesh network does
 */
record Mesh(List<Place> points) {
  /** Around the eye on the left of the picture. */
  private static final int[] LEFT_EYE = {
    33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7
  };

  /** Around the other one. */
  private static final int[] RIGHT_EYE = {
    263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249
  };

  private static final int LEFT_CORNER = 61;
  private static final int RIGHT_CORNER = 291;

  Mesh {
    points = List.copyOf(points);
  }

  private Place mean(int... indices) {
    Place sum = new Place(0, 0);
    for (int index : indices) {
      sum = sum.plus(points.get(index));
    }
    return sum.times(1.0 / indices.length);
  }

  /** Eyes and mouth. */
  FacePoints facePoints() {
    return new FacePoints(
        place(mean(LEFT_EYE)),
        place(mean(RIGHT_EYE)),
        place(points.get(LEFT_CORNER)),
        place(points.get(RIGHT_CORNER)));
  }

  private static FacePoints.Place place(Place place) {
    return new FacePoints.Place(place.x(), place.y());
  }
}
