package studio.anycost.models.consistency;

import java.util.List;

/**
 * How much the faces of a model differ from each other, octave by octave: the unit of distances.
 * Immutable.
 */
final class Spread {
  private final double[] octaves;

  private Spread(double[] octaves) {
    this.octaves = octaves;
  }

  /**
   * Of pictures of different faces.
   *
   * @param faces at least two, all of one size
   */
  static Spread of(List<Octaves> faces) {
    double[] octaves = new double[faces.get(0).count()];
    for (int octave = 0; octave < octaves.length; octave++) {
      double sum = 0;
      int pairs = 0;
      for (int i = 0; i < faces.size(); i++) {
        for (int j = 0; j < i; j++) {
          sum += faces.get(i).squaredDifference(faces.get(j), octave);
          pairs++;
        }
      }
      octaves[octave] = Math.sqrt(sum / pairs);
    }
    return new Spread(octaves);
  }

  /**
   * The root of the mean squared difference between two faces.
   *
   * @param octave of a picture
   * @param count how many octaves the picture has: a smaller one lacks the finest
   */
  double of(int octave, int count) {
    return octaves[octave + octaves.length - count];
  }
}
