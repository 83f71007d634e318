package studio.anycost.models.graph.blocked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.anycost.models.graph.blocked.StyledStage.Modulation;
import studio.anycost.models.graph.blocked.StyledStage.StyledConvolution;

class StagePlanTest {
  private static final BlockedLayout LAYOUT = new BlockedLayout(16);

  private static StyledStage stage(int resolution, int in, int out) {
    return new StyledStage(
        resolution,
        18,
        8,
        new StyledStage.Upsampling(convolution(in, out), new float[16 * out], new float[48]),
        convolution(out, out),
        new StyledStage.ToRgb(out, new float[3 * out], modulation(out), new float[3]));
  }

  private static StyledConvolution convolution(int in, int out) {
    return new StyledConvolution(
        in,
        out,
        new float[9 * in * out],
        modulation(in),
        1,
        1e-8f,
        Optional.empty(),
        new float[out],
        0.2f);
  }

  private static Modulation modulation(int channels) {
    return new Modulation(0, new float[8 * channels], new float[channels]);
  }

  /** The forms of a config-f generator, as they were measured to be fastest. */
  @ParameterizedTest
  @CsvSource({
    "8, 512, 512, 1, true, false",
    "16, 512, 512, 1, true, true",
    "32, 512, 512, 1, false, true",
    "64, 512, 512, 1, false, true",
    "64, 512, 256, 1, false, true",
    "64, 256, 128, 1, false, false",
    "128, 512, 256, 2, false, false",
    "256, 256, 128, 4, false, false",
    "1024, 64, 32, 16, false, false"
  })
  void theFormFollowsTheShape(
      int resolution, int in, int out, int strips, boolean features, boolean winograd) {
    StagePlan plan = StagePlan.of(stage(resolution, in, out), LAYOUT);
    assertThat(plan.strips()).isEqualTo(strips);
    assertThat(plan.modulatedFeatures()).isEqualTo(features);
    assertThat(plan.winograd()).isEqualTo(winograd);
  }

  @Test
  void winogradsMapsCountAsMemory() {
    StyledStage stage = stage(64, 512, 512);
    StagePlan plan = StagePlan.of(stage, LAYOUT);
    StagePlan direct = new StagePlan(1, plan.jointPhases(), plan.modulatedFeatures(), false);
    assertThat(plan.workingBytes(stage, LAYOUT)).isGreaterThan(64L * 64 * 512 * Float.BYTES * 8);
    assertThat(direct.workingBytes(stage, LAYOUT)).isLessThan(plan.workingBytes(stage, LAYOUT));
  }

  @Test
  void onlyAWholeStageIsFiltered() {
    assertThatThrownBy(() -> new StagePlan(2, false, false, true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StagePlan(2, false, true, false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
