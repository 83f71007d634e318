package studio.anycost.evaluation.measure;

import java.util.Locale;
import studio.anycost.api.model.SubGenerator;

/**
 * A uniform sub-generator.
 *
 * @param ratio of its channels
 */
public record Uniform(double ratio, SubGenerator subGenerator) {
  /** Side of its pictures in pixels. */
  public int resolution() {
    return subGenerator.resolution();
  }

  /** For people. */
  public String name() {
    return String.format(
        Locale.ROOT,
        "ratio %s at %d px",
        ratio == Math.rint(ratio) ? String.valueOf((long) ratio) : String.valueOf(ratio),
        resolution());
  }
}
