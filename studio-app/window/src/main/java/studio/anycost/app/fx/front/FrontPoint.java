package studio.anycost.app.fx.front;

import studio.anycost.api.model.Candidate;
import studio.anycost.api.model.SubGenerator;

/**
 * A sub-generator in the chart.
 *
 * @param name for people
 * @param price in the unit of the chart, above 0
 * @param uniform whether it has one ratio throughout and stands there to compare with
 * @param kept whether previews climb it
 */
record FrontPoint(Candidate candidate, String name, double price, boolean uniform, boolean kept) {
  SubGenerator subGenerator() {
    return candidate.subGenerator();
  }

  double distance() {
    return candidate.distance();
  }
}
