package studio.anycost.app.preview;

import java.util.Arrays;
import studio.anycost.api.model.SubGenerator;

/**
 * How much longer renders take here and now than is predicted: other programs, a hot processor.
 *
 * <p>An upper quartile over the last renders, so that single stragglers do not shrink the preview
 * but a slow spell does. Renders are compared with what is predicted for them today: when a
 * prediction gets better, what it was once wrong by is forgotten.
 */
final class Correction {
  private static final int KEPT = 12;

  /** Fewer renders do not tell how far times scatter. */
  private static final int ENOUGH = 4;

  private static final double LIMIT = 8;

  private record Render(SubGenerator subGenerator, int reusedStages, double milliseconds) {}

  private final CostEstimate estimate;
  private final Render[] renders = new Render[KEPT];
  private int count;

  Correction(CostEstimate estimate) {
    this.estimate = estimate;
  }

  void add(SubGenerator subGenerator, int reusedStages, double milliseconds) {
    renders[count % KEPT] = new Render(subGenerator, reusedStages, milliseconds);
    count++;
  }

  /** Whether the factor tells how far times scatter, too. */
  boolean knowsScatter() {
    return count >= ENOUGH;
  }

  /** Multiplies a prediction; 1 until something was measured. */
  double factor() {
    int kept = Math.min(count, KEPT);
    if (kept == 0) {
      return 1;
    }
    double[] sorted = new double[kept];
    for (int i = 0; i < kept; i++) {
      Render render = renders[i];
      double predicted = estimate.predict(render.subGenerator(), render.reusedStages()).p50();
      sorted[i] = Math.min(LIMIT, Math.max(1 / LIMIT, render.milliseconds() / predicted));
    }
    Arrays.sort(sorted);
    return sorted[(kept - 1) * 3 / 4];
  }
}
