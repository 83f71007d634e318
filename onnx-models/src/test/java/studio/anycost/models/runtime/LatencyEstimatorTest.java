package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.MacCount;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.SubGenerator;

class LatencyEstimatorTest extends RuntimeTestBase {
  private static final ChannelTable TABLE = SyntheticGenerator.TABLE;

  private final List<GeneratorSource.Stage> stages = source.stages();
  private final LatencyEstimator estimator = new LatencyEstimator(stages, 8, 2);

  private void record(int stage, SubGenerator subGenerator, double... milliseconds) {
    for (double value : milliseconds) {
      estimator.record(stages.get(stage), subGenerator, value);
    }
  }

  @Test
  void aMeasuredSubGeneratorTakesTheSumOfItsMedians() {
    record(0, sub(1, 16), 1, 100, 2);
    record(1, sub(1, 16), 10, 20);
    assertThat(estimator.isMeasured(sub(1, 8))).isTrue();
    assertThat(estimator.isMeasured(sub(1, 16))).isFalse();
    assertThat(estimator.milliseconds(sub(1, 8))).isEqualTo(17);
    record(2, sub(1, 16), 40);
    assertThat(estimator.milliseconds(sub(1, 16))).isEqualTo(57);
  }

  @Test
  void onlyTheLastRunsCount() {
    record(0, sub(1, 8), 900, 900, 900, 900, 900, 900, 900, 900, 900);
    record(1, sub(1, 8), 0);
    assertThat(estimator.milliseconds(sub(1, 8))).isEqualTo(900);
    record(0, sub(1, 8), 1, 1, 1, 1, 1);
    assertThat(estimator.milliseconds(sub(1, 8))).isEqualTo(1);
  }

  @Test
  void aFlexibleConfigurationIsMadeOfMeasuredStages() {
    List<Integer> widths = new ArrayList<>(TABLE.uniform(0.25, 16).widths());
    widths.set(0, 32);
    widths.set(1, 32);
    SubGenerator mixed = new SubGenerator(new ChannelConfiguration(widths), 16);
    record(0, sub(1, 8), 3);
    record(1, mixed, 5);
    record(2, sub(0.25, 16), 7);
    assertThat(estimator.isMeasured(mixed)).isTrue();
    assertThat(estimator.milliseconds(mixed)).isEqualTo(15);
  }

  @Test
  void anUnmeasuredStageIsEstimatedFromTheRateOfItsResolution() {
    // 0.05 ms are counted as overhead of a stage beside its arithmetic.
    long macsHere = macs(3, sub(1, 32));
    record(3, sub(1, 32), 0.05 + macsHere / 1e6);
    record(2, sub(1, 32), 0.05 + macs(2, sub(1, 32)) / 5e6);
    double lower = estimator.milliseconds(sub(0.25, 16));
    double higher = estimator.milliseconds(sub(0.25, 32));
    assertThat(higher - lower).isCloseTo(0.05 + macs(3, sub(0.25, 32)) / 1e6, within(1e-9));
  }

  private static long macs(int stage, SubGenerator subGenerator) {
    int resolution = 4 << stage;
    long upTo = MacCount.of(new SubGenerator(subGenerator.channels(), resolution), 8).performed();
    long before =
        MacCount.of(new SubGenerator(subGenerator.channels(), resolution / 2), 8).performed();
    return upTo - before;
  }

  @Test
  void withoutAnyMeasurementMoreWorkTakesLonger() {
    double last = 0;
    for (int resolution = 8; resolution <= 64; resolution *= 2) {
      double now = estimator.milliseconds(sub(1, resolution));
      assertThat(now).isGreaterThan(last);
      assertThat(estimator.milliseconds(sub(0.25, resolution))).isLessThan(now);
      last = now;
    }
  }

  @Test
  void theFirstRunOfASessionIsNoMeasurement() throws Exception {
    fresh(code(1), sub(0.5, 32), Noise.FIXED);
    assertThat(generator.latency().isMeasured(sub(0.5, 32))).isFalse();
    fresh(code(2), sub(0.5, 32), Noise.FIXED);
    assertThat(generator.latency().isMeasured(sub(0.5, 32))).isTrue();
  }

  @Test
  void aBackgroundStageThatHadCompanyIsNoMeasurement() throws Exception {
    fresh(code(1), sub(0.5, 8), Noise.FIXED);
    RenderView view = generator.openView("preview");
    Checkpoint.Stop stop = checkpoint.stopAt(Priority.BACKGROUND, 8);
    Thread calm =
        new Thread(
            () -> {
              try {
                fresh(code(2), sub(0.5, 8), Noise.FIXED);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    calm.start();
    stop.awaitReached();
    get(view.submit(interactive(code(3), sub(1, 8))));
    stop.release();
    calm.join();
    assertThat(generator.latency().isMeasured(sub(0.5, 8))).isFalse();
  }
}
