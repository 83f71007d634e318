package studio.anycost.models.consistency;

import java.util.List;

/**
 * The distance between what a sub-generator and the full generator show of some faces. It has two
 * parts, each a mean over octaves of detail, so that eyes count beside backgrounds:
 *
 * <ul>
 *   <li>how different the pictures are: the root of the mean squared difference, in units of the
 *       same between two different faces of the full generator;
 *   <li>how much contrast of the detail is missing, or too much: a blurred face is no sketch of a
 *       sharp one, however near its colours are.
 * </ul>
 *
 * <p>0 means the same pictures, about 1 pictures that are no more alike than those of two people,
 * whatever the model shows and however it is lit. Not thread-safe.
 */
final class PictureDistance {
  /** Half a level of the screen, in units of picture values: less cannot be seen. */
  private static final double UNSEEN = 1.0 / 255;

  private final List<Octaves> full;
  private final Spread spread;
  private final double[] squares;
  private final double[] power;
  private final double[] wantedPower;
  private int added;

  /**
   * @param full the full generator's pictures of at least two faces, all of one size
   */
  PictureDistance(List<Octaves> full) {
    this(full, Spread.of(full));
  }

  /**
   * The same in a unit that is known.
   *
   * @param full the full generator's pictures, all of one size
   * @param spread of faces of the same model, of that size or larger
   */
  PictureDistance(List<Octaves> full, Spread spread) {
    this.full = List.copyOf(full);
    this.spread = spread;
    int count = full.get(0).count();
    this.squares = new double[count];
    this.power = new double[count];
    this.wantedPower = new double[count];
  }

  /**
   * Takes what the sub-generator shows of one face.
   *
   * @param face index of the face
   */
  void add(int face, Octaves shown) {
    Octaves wanted = full.get(face);
    for (int octave = 0; octave < squares.length; octave++) {
      squares[octave] += wanted.squaredDifference(shown, octave);
      power[octave] += shown.power(octave);
      wantedPower[octave] += wanted.power(octave);
    }
    added++;
  }

  /** The distance over all faces that were added; not finite if a picture was not. */
  double value() {
    return difference() + contrast();
  }

  private double difference() {
    double sum = 0;
    int count = 0;
    for (int octave = 0; octave < squares.length; octave++) {
      double difference = root(squares[octave]);
      double between = spread.of(octave, squares.length);
      if (isSeen(difference, between)) {
        sum += difference / Math.max(UNSEEN, between);
        count++;
      }
    }
    return sum / Math.max(1, count);
  }

  private double contrast() {
    double sum = 0;
    int count = 0;
    for (int octave = 0; octave < power.length - 1; octave++) {
      double shown = root(power[octave]);
      double wanted = root(wantedPower[octave]);
      if (isSeen(shown, wanted)) {
        double ratio = (shown + UNSEEN) / (wanted + UNSEEN);
        sum += 1 - Math.min(ratio, 1 / ratio);
        count++;
      }
    }
    return sum / Math.max(1, count);
  }

  /** A size of detail that neither has says nothing of how alike they are. */
  private static boolean isSeen(double one, double other) {
    return !(one < UNSEEN && other < UNSEEN);
  }

  /** Of a sum over faces. */
  private double root(double sum) {
    return Math.sqrt(sum / added);
  }
}
