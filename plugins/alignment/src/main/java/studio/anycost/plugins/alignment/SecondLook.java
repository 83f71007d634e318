package studio.anycost.plugins.alignment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import studio.anycost.api.task.CancellationToken;

/**
 * Looks again, from all four sides, at faces that the detector is not sure of: it knows upright
 * ones, and of one that stands on its head it says, with little confidence, where eyes would be if
 * it did not.
 */
final class SecondLook {
  /** Faces that are upright, or nearly so, have more. */
  private static final double SURE = 0.9;

  /** What another side must have more to be believed. */
  private static final double CLEARLY = 0.05;

  private static final double SCORE = 0.5;
  private static final int SIDES = 4;

  /** The detector wants a face to fill about half of its picture. */
  private static final double ROOM = 2;

  private SecondLook() {}

  /** The same faces, those that are surer from another side as they are seen from there. */
  static List<Detection> at(
      List<Detection> found, Sampler photo, FaceNetworks networks, CancellationToken cancellation)
      throws IOException {
    List<Detection> result = new ArrayList<>();
    for (Detection each : found) {
      result.add(each.score() >= SURE ? each : best(each, photo, networks, cancellation));
    }
    return result;
  }

  private static Detection best(
      Detection face, Sampler photo, FaceNetworks networks, CancellationToken cancellation)
      throws IOException {
    List<Square> squares = new ArrayList<>();
    for (int side = 0; side < SIDES; side++) {
      squares.add(face.around(ROOM, side * Math.PI / 2));
    }
    List<List<Detection>> seen = networks.detect(photo, squares, SCORE, cancellation);
    Detection best = face;
    double needed = Math.max(face.score(), score(seen.get(0))) + CLEARLY;
    for (int side = 1; side < SIDES; side++) {
      Optional<Detection> other = surest(seen.get(side));
      if (other.isPresent() && other.get().score() > needed) {
        best = other.get().in(squares.get(side));
        needed = best.score();
      }
    }
    return best;
  }

  private static double score(List<Detection> seen) {
    return surest(seen).map(Detection::score).orElse(0.0);
  }

  private static Optional<Detection> surest(List<Detection> seen) {
    return Detections.averaged(seen).stream().max(Comparator.comparingDouble(Detection::score));
  }
}
