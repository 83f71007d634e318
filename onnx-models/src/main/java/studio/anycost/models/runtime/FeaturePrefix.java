package studio.anycost.models.runtime;

import java.util.ArrayList;
import java.util.List;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;

/**
 * The stage outputs of the last render, so that the next one can go on where it differs. Owns them.
 *
 * <p>An output stays right while the widths up to its stage, the noise and the styles used up to
 * its stage are the same. What a cancelled render computed counts too.
 *
 * <p>Used by one render at a time.
 */
final class FeaturePrefix implements AutoCloseable {
  private final boolean keepsAll;
  private final List<Kept> kept = new ArrayList<>();
  private StyleCode code;
  private Noise noise;

  /**
   * @param keepsAll true keeps every stage's output for the next render; false only the last one,
   *     which the next stage needs
   */
  FeaturePrefix(boolean keepsAll) {
    this.keepsAll = keepsAll;
  }

  /**
   * Frees what the new render cannot use.
   *
   * @param stages the stages that the render needs, ascending
   * @return how many of them it can skip
   */
  int begin(
      StyleCode newCode,
      Noise newNoise,
      SubGenerator subGenerator,
      List<GeneratorSource.Stage> stages) {
    int reusable = 0;
    if (!kept.isEmpty() && newNoise.equals(noise)) {
      int difference = newCode.firstDifference(code);
      while (reusable < Math.min(kept.size(), stages.size())
          && stages.get(reusable).lastStyle() < difference
          && stages
              .get(reusable)
              .widths(subGenerator.channels())
              .equals(kept.get(reusable).widths())) {
        reusable++;
      }
    }
    boolean onlyShorter = reusable == stages.size() && newCode.equals(code);
    if (!onlyShorter) {
      truncate(reusable);
    }
    code = newCode;
    noise = newNoise;
    return reusable;
  }

  /** Adds the output of the next stage and takes it over. */
  void add(List<Integer> widths, NativeResult output) {
    if (!keepsAll) {
      truncate(0);
    }
    kept.add(new Kept(List.copyOf(widths), output));
  }

  /** The output of a stage of this render; {@code index} is ignored where only the last is kept. */
  NativeResult output(int index) {
    return kept.get(keepsAll ? index : 0).output();
  }

  private void truncate(int size) {
    while (kept.size() > size) {
      kept.remove(kept.size() - 1).output().close();
    }
  }

  @Override
  public void close() {
    truncate(0);
    code = null;
    noise = null;
  }

  private record Kept(List<Integer> widths, NativeResult output) {}
}
