package studio.anycost.models.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.SubGenerator;

/**
 * Predicts the time of any sub-generator on this machine: the sum over its stages.
 *
 * <p>A measured stage counts with the median of its last runs. One that never ran is estimated from
 * its multiply-accumulates at the rate that this resolution, else any resolution, reached so far.
 * Safe to use from any thread.
 */
public final class LatencyEstimator {
  private static final int RUNS = 9;

  /** Cost of a stage beyond its arithmetic; what the smallest stages take. */
  private static final double OVERHEAD_MS = 0.05;

  /** A slow core's rate, used until something was measured. */
  private static final double MACS_PER_MS_AND_THREAD = 8e6;

  private final List<GeneratorSource.Stage> stages;
  private final int styleDimension;
  private final double firstRate;
  private final Map<StageKey, Measured> measured = new HashMap<>();

  LatencyEstimator(List<GeneratorSource.Stage> stages, int styleDimension, int threads) {
    this.stages = List.copyOf(stages);
    this.styleDimension = styleDimension;
    this.firstRate = MACS_PER_MS_AND_THREAD * threads;
  }

  /** Predicted milliseconds of a whole render without reuse, sessions being warm. */
  public synchronized double milliseconds(SubGenerator subGenerator) {
    double sum = 0;
    for (GeneratorSource.Stage stage : stages) {
      if (stage.resolution() <= subGenerator.resolution()) {
        sum += stageMilliseconds(stage, subGenerator);
      }
    }
    return sum;
  }

  /** Whether every stage of a sub-generator was measured at least once. */
  public synchronized boolean isMeasured(SubGenerator subGenerator) {
    return stages.stream()
        .filter(stage -> stage.resolution() <= subGenerator.resolution())
        .allMatch(stage -> measured.containsKey(StageKey.of(stage, subGenerator)));
  }

  /** Notes one run of a stage in a warm session that had the machine to itself. */
  synchronized void record(
      GeneratorSource.Stage stage, SubGenerator subGenerator, double milliseconds) {
    measured
        .computeIfAbsent(
            StageKey.of(stage, subGenerator), key -> new Measured(macs(stage, subGenerator)))
        .add(milliseconds);
  }

  private double stageMilliseconds(GeneratorSource.Stage stage, SubGenerator subGenerator) {
    Measured runs = measured.get(StageKey.of(stage, subGenerator));
    return runs != null
        ? runs.median()
        : OVERHEAD_MS + macs(stage, subGenerator) / rate(stage.resolution());
  }

  private double rate(int resolution) {
    double macs = 0;
    double milliseconds = 0;
    double macsHere = 0;
    double millisecondsHere = 0;
    for (Map.Entry<StageKey, Measured> entry : measured.entrySet()) {
      double time = Math.max(entry.getValue().median() - OVERHEAD_MS, OVERHEAD_MS);
      macs += entry.getValue().macs;
      milliseconds += time;
      if (entry.getKey().resolution() == resolution) {
        macsHere += entry.getValue().macs;
        millisecondsHere += time;
      }
    }
    if (millisecondsHere > 0) {
      return macsHere / millisecondsHere;
    }
    return milliseconds > 0 ? macs / milliseconds : firstRate;
  }

  private long macs(GeneratorSource.Stage stage, SubGenerator subGenerator) {
    long upTo = macsUpTo(stage.resolution(), subGenerator);
    return stage.index() == 0 ? upTo : upTo - macsUpTo(stage.resolution() / 2, subGenerator);
  }

  private long macsUpTo(int resolution, SubGenerator subGenerator) {
    SubGenerator prefix = new SubGenerator(subGenerator.channels(), resolution);
    return MacCount.of(prefix, styleDimension).performed();
  }

  private record StageKey(int resolution, List<Integer> widths) {
    static StageKey of(GeneratorSource.Stage stage, SubGenerator subGenerator) {
      return new StageKey(stage.resolution(), stage.widths(subGenerator.channels()));
    }
  }

  private static final class Measured {
    private final long macs;
    private final Deque<Double> runs = new ArrayDeque<>();

    Measured(long macs) {
      this.macs = macs;
    }

    void add(double milliseconds) {
      runs.addLast(milliseconds);
      if (runs.size() > RUNS) {
        runs.removeFirst();
      }
    }

    double median() {
      double[] sorted = runs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      int middle = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }
}
