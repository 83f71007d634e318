package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.anycost.models.runtime.SyntheticGenerator.changed;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Latency;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationSource;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.latency.LatencySnapshot;
import studio.anycost.models.latency.StageShape;

/** Which times of the runtime count as measurements. */
class StageTimesTest extends RuntimeTestBase {
  @Test
  void theFirstRunOfASessionIsNoMeasurement() throws Exception {
    fresh(code(1), sub(0.5, 32), Noise.FIXED);
    assertThat(generator.latency().snapshot()).isEqualTo(LatencySnapshot.EMPTY);
    fresh(code(2), sub(0.5, 32), Noise.FIXED);
    assertThat(generator.latency().isMeasured(sub(0.5, 32))).isTrue();
    LatencySnapshot known = generator.latency().snapshot();
    assertThat(known.stages())
        .extracting(LatencySnapshot.StageTimes::shape)
        .containsExactlyElementsOf(StageShape.of(sub(0.5, 32)));
    assertThat(known.pictures()).singleElement().matches(times -> times.resolution() == 32);
  }

  @Test
  void measuringRendersUntilEveryStageIsKnown() throws Exception {
    SubGenerator subGenerator = sub(0.75, 32);
    Latency guessed = generator.latency(subGenerator);
    Latency measured;
    do {
      // More than once only if something else keeps the machine busy.
      measured = generator.measure(subGenerator, CancellationToken.NONE);
    } while (generator.latency().measuredRuns(subGenerator) < 5);
    assertThat(measured).isEqualTo(generator.latency(subGenerator)).isNotEqualTo(guessed);
    int stages = checkpoint.events().size();
    generator.measure(subGenerator, CancellationToken.NONE);
    generator.measure(sub(0.75, 16), CancellationToken.NONE);
    assertThat(checkpoint.events()).as("what is known is not measured again").hasSize(stages);
  }

  @Test
  void measuringCanBeCancelled() {
    CancellationSource cancellation = new CancellationSource();
    cancellation.cancel();
    assertThatThrownBy(() -> generator.measure(sub(1, 16), cancellation.token()))
        .isInstanceOf(CancellationException.class);
    assertThat(checkpoint.events()).isEmpty();
  }

  @Test
  void aReusedStageIsNoMeasurement() throws Exception {
    fresh(code(1), sub(1, 16), Noise.FIXED);
    try (RenderView view = generator.openView("preview")) {
      get(view.submit(interactive(code(1), sub(1, 16))));
      RenderResult late = get(view.submit(interactive(changed(code(1), 4), sub(1, 16))));
      assertThat(late.reusedStages()).isEqualTo(StageShape.untouchedStages(4));
    }
    assertThat(generator.latency().snapshot().stages())
        .extracting(times -> times.milliseconds().size())
        .containsExactly(1, 1, 2);
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
