package studio.anycost.app.preview;

import java.util.Map;
import java.util.OptionalDouble;
import studio.anycost.api.model.SubGenerator;

/**
 * How much harder or easier a face is for sub-generators than faces usually are: a face with a hat
 * that half the channels cannot draw is one that a quarter cannot draw, either.
 *
 * @param factor multiplies usual differences, 1 = as usual
 */
public record FaceCorrection(double factor) {
  /** A face is taken for so much harder or easier than others at most. */
  static final double MOST = 3;

  /** Smaller usual differences tell nothing about a face: they have two decimals. */
  private static final double LEAST_TELLING = 0.02;

  /** Of a face of which nothing is known. */
  public static final FaceCorrection NONE = new FaceCorrection(1);

  /** Whether what a sub-generator shows of a face tells anything about the face. */
  static boolean isTelling(Ladder ladder, SubGenerator subGenerator) {
    return ladder.difference(subGenerator).orElse(0) >= LEAST_TELLING;
  }

  /**
   * What the pictures of a face tell.
   *
   * @param ladder has the usual differences
   * @param seen differences of pictures of the face from its full picture
   */
  public static FaceCorrection of(Ladder ladder, Map<SubGenerator, Double> seen) {
    double sum = 0;
    double usual = 0;
    for (Map.Entry<SubGenerator, Double> each : seen.entrySet()) {
      if (isTelling(ladder, each.getKey())) {
        sum += each.getValue();
        usual += ladder.difference(each.getKey()).orElseThrow();
      }
    }
    return usual == 0 ? NONE : new FaceCorrection(Math.max(1 / MOST, Math.min(MOST, sum / usual)));
  }

  /** The difference that is expected of a sub-generator for the face; empty if none is usual. */
  public OptionalDouble expected(Ladder ladder, SubGenerator subGenerator) {
    OptionalDouble usual = ladder.difference(subGenerator);
    return usual.isPresent() ? OptionalDouble.of(usual.getAsDouble() * factor) : usual;
  }
}
