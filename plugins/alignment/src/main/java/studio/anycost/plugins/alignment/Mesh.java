package studio.anycost.plugins.alignment;

import java.util.List;
import studio.anycost.api.model.Alignment;

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

  /**
   * The square of the data set FFHQ (Karras et al., A Style-Based Generator Architecture, 2019):
   * twice the distance of the eyes or 1.8 times that of eyes and mouth to each side, whichever is
   * more, turned half by the eyes and half by the mouth.
   */
  Alignment alignment() {
    Place left = mean(LEFT_EYE);
    Place right = mean(RIGHT_EYE);
    Place eyes = left.plus(right).times(0.5);
    Place across = right.minus(left);
    Place down = mean(LEFT_CORNER, RIGHT_CORNER).minus(eyes);
    Place axis = across.minus(new Place(-down.y(), down.x()));
    double half = Math.max(2.0 * across.length(), 1.8 * down.length());
    Place unit = axis.times(half / axis.length());
    Place centre = eyes.plus(down.times(0.1));
    return new Alignment(centre.x(), centre.y(), unit.x(), unit.y());
  }
}
