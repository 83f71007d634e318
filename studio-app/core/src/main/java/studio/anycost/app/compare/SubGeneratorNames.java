package studio.anycost.app.compare;

import java.util.OptionalDouble;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.app.image.Labels;
import studio.anycost.app.preview.UniformGrid;
import studio.anycost.app.words.Texts;

/** What sub-generators are called, the same wherever a person meets them. Immutable. */
public final class SubGeneratorNames {
  private final UniformGrid grid;

  /**
   * @param grid of the model
   */
  public SubGeneratorNames(UniformGrid grid) {
    this.grid = grid;
  }

  /** For instance {@code 0.5 × at 128 px}, or {@code 24-128 channels at 64 px #3f2a}. */
  public String of(SubGenerator subGenerator) {
    OptionalDouble ratio = grid.ratioOf(subGenerator);
    if (ratio.isPresent()) {
      return Labels.uniform(ratio.getAsDouble(), subGenerator.resolution());
    }
    int least = subGenerator.channels().widths().stream().min(Integer::compare).orElseThrow();
    int most = subGenerator.channels().widths().stream().max(Integer::compare).orElseThrow();
    // Many have the same range: a short mark tells them apart, and is the same everywhere.
    int mark = subGenerator.channels().widths().hashCode() & 0xffff;
    return Texts.of(
        "compare.subGeneratorNames.channels",
        least == most ? String.valueOf(most) : least + "\u2013" + most,
        subGenerator.resolution(),
        String.format("%04x", mark));
  }
}
