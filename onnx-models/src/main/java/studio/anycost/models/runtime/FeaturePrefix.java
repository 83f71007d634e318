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
  private final long mostBytes;
  private final List<Kept> kept = new ArrayList<>();
  private long bytes;

  /** The output that the next stage needs, where it is no longer kept; else null. */
  private NativeResult passing;

  private StyleCode code;
  private Noise noise;

  private FeaturePrefix(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Keeps every stage's output for the next render. */
  static FeaturePrefix ofAll() {
    return new FeaturePrefix(Long.MAX_VALUE);
  }

  /** Keeps the outputs of the first stages, as many as fit into so many bytes. */
  static FeaturePrefix ofFirst(long mostBytes) {
    return new FeaturePrefix(mostBytes);
  }

  /** Keeps nothing for the next render. */
  static FeaturePrefix scratch() {
    return new FeaturePrefix(0);
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
    pass(null);
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
    if (!keep(widths, output)) {
      pass(output);
    }
  }

  /**
   * Takes over the output of the next stage if it is to be kept.
   *
   * @return false if it stays the caller's
   */
  boolean keep(List<Integer> widths, NativeResult output) {
    long size = output.bytes();
    if (passing != null || size > mostBytes - bytes) {
      return false;
    }
    kept.add(new Kept(List.copyOf(widths), output, size));
    bytes += size;
    return true;
  }

  /** The output of a stage of this render that is kept, or of the last one. */
  NativeResult output(int index) {
    return index < kept.size() ? kept.get(index).output() : passing;
  }

  private void pass(NativeResult output) {
    if (passing != null) {
      passing.close();
    }
    passing = output;
  }

  private void truncate(int size) {
    while (kept.size() > size) {
      Kept last = kept.remove(kept.size() - 1);
      bytes -= last.bytes();
      last.output().close();
    }
  }

  @Override
  public void close() {
    pass(null);
    truncate(0);
    code = null;
    noise = null;
  }

  private record Kept(List<Integer> widths, NativeResult output, long bytes) {}
}
