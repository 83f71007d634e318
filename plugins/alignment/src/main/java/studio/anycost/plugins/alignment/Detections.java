package studio.anycost.plugins.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes one detection of the many that a detector has of a face. */
final class Detections {
  private static final double SAME = 0.3;
  private static final double COVERED = 0.6;
  private static final Comparator<Detection> BEST_FIRST =
      Comparator.comparingDouble(Detection::score).reversed();

  private Detections() {}

  /**
   * Weighted non-maximum suppression (Bazarevsky et al., BlazeFace, 2019): boxes that overlap the
   * best one are averaged by score.
   */
  static List<Detection> averaged(List<Detection> found) {
    List<Detection> left = new ArrayList<>(found);
    left.sort(BEST_FIRST);
    List<Detection> result = new ArrayList<>();
    while (!left.isEmpty()) {
      Detection best = left.get(0);
      List<Detection> same =
          left.stream().filter(other -> other == best || best.overlap(other) > SAME).toList();
      result.add(average(best.score(), same));
      left.removeAll(same);
    }
    return result;
  }

  private static Detection average(double score, List<Detection> same) {
    double weight = 0;
    double[] box = new double[4];
    List<Place> points = new ArrayList<>();
    for (Detection each : same) {
      weight += each.score();
      box[0] += each.score() * each.left();
      box[1] += each.score() * each.top();
      box[2] += each.score() * each.right();
      box[3] += each.score() * each.bottom();
      for (int i = 0; i < each.points().size(); i++) {
        Place weighted = each.points().get(i).times(each.score());
        if (i < points.size()) {
          points.set(i, points.get(i).plus(weighted));
        } else {
          points.add(weighted);
        }
      }
    }
    double share = 1 / weight;
    return new Detection(
        score,
        box[0] * share,
        box[1] * share,
        box[2] * share,
        box[3] * share,
        points.stream().map(point -> point.times(share)).toList());
  }

  /** Of what several tiles found, the best of each face. */
  static List<Detection> merged(List<Detection> found) {
    List<Detection> sorted = new ArrayList<>(found);
    sorted.sort(BEST_FIRST);
    List<Detection> kept = new ArrayList<>();
    for (Detection each : sorted) {
      if (kept.stream()
          .allMatch(other -> each.overlap(other) <= SAME && each.cover(other) <= COVERED)) {
        kept.add(each);
      }
    }
    return kept;
  }
}
