package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static studio.anycost.models.runtime.SyntheticGenerator.TABLE;
import static studio.anycost.models.runtime.SyntheticGenerator.changed;
import static studio.anycost.models.runtime.SyntheticGenerator.code;
import static studio.anycost.models.runtime.SyntheticGenerator.sub;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;

class PrefixReuseTest extends RuntimeTestBase {
  private final RenderView view = generator.openView("preview");

  private final List<Runnable> comparisons = new ArrayList<>();

  private RenderResult render(StyleCode code, SubGenerator subGenerator, Noise noise)
      throws Exception {
    RenderResult result =
        get(view.submit(new RenderRequest(code, subGenerator, noise, Priority.INTERACTIVE, false)));
    comparisons.add(() -> compare(result, code, subGenerator, noise));
    return result;
  }

  /** Whatever was reused, the picture is the one that a render without history gives. */
  private void compare(
      RenderResult result, StyleCode code, SubGenerator subGenerator, Noise noise) {
    try {
      assertThat(result.image().toArray()).isEqualTo(fresh(code, subGenerator, noise));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** At the end, because such renders wait for a while after interactive ones. */
  @AfterEach
  void everyPictureIsThatOfAFreshRender() {
    comparisons.forEach(Runnable::run);
  }

  private int reused(StyleCode code, SubGenerator subGenerator) throws Exception {
    return render(code, subGenerator, Noise.FIXED).reusedStages();
  }

  @Test
  void everyInputChangesThePicture() throws Exception {
    // Without this, the comparisons of this class would prove nothing.
    float[] reference = fresh(code(1), sub(1, 64), Noise.FIXED);
    for (int style = 0; style < code(1).count(); style++) {
      assertThat(fresh(changed(code(1), style), sub(1, 64), Noise.FIXED))
          .as("style %d", style)
          .isNotEqualTo(reference);
    }
    assertThat(fresh(code(1), sub(0.5, 64), Noise.FIXED)).isNotEqualTo(reference);
    assertThat(fresh(code(1), sub(1, 64), Noise.NONE)).isNotEqualTo(reference);
    assertThat(fresh(code(1), sub(1, 64), Noise.FIXED)).isEqualTo(reference);
  }

  @Test
  void climbingContinuesWhereItStopped() throws Exception {
    assertThat(reused(code(1), sub(0.5, 8))).isZero();
    assertThat(reused(code(1), sub(0.5, 16))).isEqualTo(2);
    assertThat(reused(code(1), sub(0.5, 64))).isEqualTo(3);
    RenderResult again = render(code(1), sub(0.5, 64), Noise.FIXED);
    assertThat(again.reusedStages()).isEqualTo(5);
    assertThat(again.stages()).allMatch(StageTiming::reused).hasSize(5);
  }

  @Test
  void goingDownKeepsTheWayBackUp() throws Exception {
    reused(code(1), sub(0.5, 64));
    assertThat(reused(code(1), sub(0.5, 16))).isEqualTo(3);
    assertThat(reused(code(1), sub(0.5, 64))).isEqualTo(5);
  }

  @Test
  void aLateEditComputesLateStagesOnly() throws Exception {
    reused(code(1), sub(1, 64));
    // Stage i uses styles up to 2 i + 1.
    assertThat(reused(changed(code(1), 9), sub(1, 64))).isEqualTo(4);
    assertThat(reused(code(1), sub(1, 64))).isEqualTo(4);
    assertThat(reused(changed(code(1), 6), sub(1, 64))).isEqualTo(3);
    assertThat(reused(code(1), sub(1, 64))).isEqualTo(3);
    assertThat(reused(changed(code(1), 1), sub(1, 64))).isZero();
  }

  @Test
  void aLateEditOfALowPictureForgetsWhatLiesAbove() throws Exception {
    reused(code(1), sub(1, 64));
    assertThat(reused(changed(code(1), 7), sub(1, 16))).isEqualTo(3);
    assertThat(reused(code(1), sub(1, 64))).isEqualTo(3);
  }

  @Test
  void otherWidthsOrNoiseStartAgainWhereTheyDiffer() throws Exception {
    reused(code(1), sub(1, 64));
    List<Integer> widths = new ArrayList<>(TABLE.uniform(1, 64).widths());
    widths.set(7, 3);
    SubGenerator flexible = new SubGenerator(new ChannelConfiguration(widths), 64);
    // Entry 7 is the output of the stage of 32 px and the input of the next.
    assertThat(reused(code(1), flexible)).isEqualTo(3);
    // The cap makes the widths at 4 px the same for both ratios.
    assertThat(reused(code(1), sub(0.5, 64))).isEqualTo(1);
    assertThat(render(code(1), sub(0.5, 64), Noise.NONE).reusedStages()).isZero();
    assertThat(render(code(1), sub(0.5, 64), Noise.seeded(3)).reusedStages()).isZero();
    assertThat(render(code(1), sub(0.5, 64), Noise.seeded(4)).reusedStages()).isZero();
    assertThat(render(code(1), sub(0.5, 64), Noise.seeded(4)).reusedStages()).isEqualTo(5);
  }

  @Test
  void anyOrderOfRequestsGivesThePicturesOfFreshRenders() throws Exception {
    Random random = new Random(20);
    int reusedAtAll = 0;
    StyleCode code = code(1);
    for (int i = 0; i < 150; i++) {
      int move = random.nextInt(4);
      if (move == 0) {
        code = code(random.nextInt(3));
      } else if (move < 3) {
        code = changed(code, random.nextInt(code.count()));
      }
      // Mostly the same ratio, so that there is something to reuse.
      double ratio = random.nextInt(4) == 0 ? 1.0 : 0.5;
      int resolution = 8 << random.nextInt(4);
      Noise noise = random.nextInt(5) == 0 ? Noise.NONE : Noise.FIXED;
      reusedAtAll += render(code, sub(ratio, resolution), noise).reusedStages();
    }
    assertThat(reusedAtAll).isGreaterThan(50);
  }
}
