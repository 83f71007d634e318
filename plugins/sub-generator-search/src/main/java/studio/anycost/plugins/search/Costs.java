package studio.anycost.plugins.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/**
 * What sub-generators cost. A time that was asked for once stays as it is until it is measured, so
 * that a search does not change its mind while the machine gets busy. Not thread-safe.
 */
final class Costs {
  private final Generator generator;
  private final boolean literature;
  private final int styleDimension;
  private final Map<SubGenerator, Double> milliseconds = new HashMap<>();
  private final Set<SubGenerator> measured = new HashSet<>();

  /**
   * @param literature whether work is counted as papers do
   */
  Costs(Generator generator, boolean literature) {
    this.generator = generator;
    this.literature = literature;
    this.styleDimension = generator.description().styleDimension();
  }

  /** The median time of a render, predicted unless it was measured. */
  double milliseconds(SubGenerator subGenerator) {
    return milliseconds.computeIfAbsent(subGenerator, asked -> generator.latency(asked).median());
  }

  /** Work in units of 10^9 multiplications. */
  double gigaMacs(SubGenerator subGenerator) {
    MacCount macs = MacCount.of(subGenerator, styleDimension);
    return literature ? macs.literatureGiga() : macs.performedGiga();
  }

  boolean isMeasured(SubGenerator subGenerator) {
    return measured.contains(subGenerator);
  }

  /** Takes times as they are known by now: what was measured since has taught the predictions. */
  void refresh() {
    milliseconds.clear();
  }

  /** Measures the time of a render, once. Blocks. */
  void measure(SubGenerator subGenerator, CancellationToken cancellation) throws IOException {
    if (measured.add(subGenerator)) {
      milliseconds.put(subGenerator, generator.measure(subGenerator, cancellation).median());
    }
  }
}
