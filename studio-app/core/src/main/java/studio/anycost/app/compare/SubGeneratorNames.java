package studio.anycost.app.compare;

import java.util.OptionalDouble;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.image.Labels;
import studio.anycost.app.preview.UniformGrid;

/** What sub-generators are called where they stand beside each other. Immutable. */
public final class SubGeneratorNames {
  private final UniformGrid grid;

  /**
   * @param grid of the model
   */
  public SubGeneratorNames(UniformGrid grid) {
    this.grid = grid;
  }

  /** For instance {@code ratio 0.5 at 128 px}, or {@code 64 px, 24-128 channels #3f2a}. */
  public String of(SubGenerator subGenerator) {
    OptionalDouble ratio = grid.ratioOf(subGenerator);
    if (ratio.isPresent()) {
      return "ratio "
          + Labels.ratio(ratio.getAsDouble())
          + " at "
          + subGenerator.resolution()
          + " px";
    }
    int least = subGenerator.channels().widths().stream().min(Integer::compare).orElseThrow();
    int most = subGenerator.channels().widths().stream().max(Integer::compare).orElseThrow();
    // Many have the same range: a short mark tells them apart, and is the same everywhere.
    int mark = subGenerator.channels().widths().hashCode() & 0xffff;
    return String.format(
        "%s\u2013%s channels at %s px #%04x", least, most, subGenerator.resolution(), mark);
  }
}
