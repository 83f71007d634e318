package studio.anycost.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EstimatesTest {
  @Test
  void pathLengthsAreCutAsNumPyCutsThem() throws IOException {
    Golden golden = Golden.read();
    double[] lengths = golden.numbers("lengths");
    assertThat(TrimmedMean.of(lengths).value()).isCloseTo(golden.number("trimmed"), within(1e-12));
    lengths[5] = 1e9;
    assertThat(TrimmedMean.of(lengths).value()).as("one jump decides nothing").isLessThan(1.5);
  }

  /** What an interval of 95 % promises, kept over many draws. */
  @Test
  void intervalsHoldWhatTheyPromise() {
    SplittableRandom random = new SplittableRandom(11);
    int means = 0;
    int trimmed = 0;
    int shares = 0;
    int draws = 1000;
    for (int draw = 0; draw < draws; draw++) {
      RunningMean mean = new RunningMean();
      double[] values = new double[200];
      int hits = 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = 2 + random.nextGaussian();
        mean.add(values[i]);
        hits += random.nextDouble() < 0.9 ? 1 : 0;
      }
      means += holds(mean.estimate(), 2);
      trimmed += holds(TrimmedMean.of(values), 2);
      shares += holds(Estimate.ofShare(hits, values.length), 0.9);
    }
    assertThat(means / (double) draws).isBetween(0.93, 0.97);
    assertThat(trimmed / (double) draws).isBetween(0.92, 0.97);
    assertThat(shares / (double) draws).isBetween(0.93, 0.98);
  }

  private static int holds(Estimate estimate, double truth) {
    return estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
  }

  @Test
  void aShareOfAllHasAWidth() {
    Estimate all = Estimate.ofShare(20, 20);
    assertThat(all.value()).isEqualTo(1);
    assertThat(all.high()).isEqualTo(1);
    assertThat(all.low()).isBetween(0.8, 0.9);
  }

  @Test
  void meansAreMerged() {
    RunningMean whole = new RunningMean();
    RunningMean left = new RunningMean();
    RunningMean right = new RunningMean();
    for (int i = 0; i < 50; i++) {
      double value = 1e6 + Math.sin(i);
      whole.add(value);
      (i < 17 ? left : right).add(value);
    }
    RunningMean merged = new RunningMean();
    merged.merge(left);
    merged.merge(right);
    merged.merge(new RunningMean());
    assertThat(merged.count()).isEqualTo(50);
    assertThat(merged.estimate().value()).isCloseTo(whole.estimate().value(), within(1e-8));
    assertThat(merged.estimate().high()).isCloseTo(whole.estimate().high(), within(1e-8));
  }

  @Test
  void agreementIsCountedByQuestionAndByThing() {
    Agreement one = new Agreement(2);
    one.add(new boolean[] {true, true}, new boolean[] {true, false});
    one.add(new boolean[] {false, true}, new boolean[] {false, true});
    Agreement other = new Agreement(2);
    other.add(new boolean[] {false, false}, new boolean[] {true, true});
    one.merge(other);
    assertThat(one.each().get(0).value()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(one.each().get(1).value()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(one.mean().value()).isCloseTo(0.5, within(1e-12));
    assertThat(one.mean().count()).isEqualTo(3);
  }
}
