package studio.anycost.app.fx.tour;

import java.util.List;

/**
 * One hint.
 *
 * @param targets ids of the nodes that it may point at, the best first; the first that is on the
 *     screen is taken
 */
record CoachMark(List<String> targets, String title, String text) {
  CoachMark {
    targets = List.copyOf(targets);
  }
}
