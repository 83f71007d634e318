package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static studio.anycost.api.task.CancellationToken.NONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Evaluation;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.objective.Term;
import studio.anycost.models.bundle.ModelBundle;

/** Losses of the default bundle in the machine's own form of the stages and in the plain one. */
@Timeout(180)
class BlockedObjectiveTest {
  private static final int TARGET = 64;

  private static Objective objective(LoadedGenerator generator) throws Exception {
    Random random = new Random(2);
    int[] pixels = random.ints((long) TARGET * TARGET).toArray();
    StyleCode centre =
        StyleCode.broadcast(
            generator.description().meanStyleArray(), generator.description().styleCount());
    return generator.objective(
        List.of(
            new Term.Pixels(1, RgbImage.of(TARGET, TARGET, pixels)), new Term.Prior(0.1, centre)),
        Noise.FIXED);
  }

  /** Uniform ones, and one whose widths are drawn, at every size from 8 px. */
  private static List<SubGenerator> subGenerators(ChannelTable table) {
    Random random = new Random(4);
    List<SubGenerator> all = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    for (int width : table.full().channels().widths()) {
      widths.add(Math.max(1, width * (1 + random.nextInt(4)) / 4));
    }
    for (int resolution = 8; resolution <= table.resolution(); resolution *= 2) {
      all.add(table.subGenerator(resolution == 16 ? 1 : 0.5, resolution));
      all.add(new SubGenerator(new ChannelConfiguration(widths), resolution));
    }
    return all;
  }

  @Test
  void bothFormsSayTheSame() throws Exception {
    RuntimeOptions options = new RuntimeOptions(2, 1L << 30);
    try (SessionManager manager = new SessionManager(options);
        LoadedGenerator blocked = manager.load(ModelBundle.openDefault());
        SessionManager other = new SessionManager(options);
        LoadedGenerator plain =
            other.load(new BundleGeneratorSource(ModelBundle.openDefault(), Optional::empty))) {
      assumeThat(manager.parts().runtime().layout()).isPresent();
      Objective one = objective(blocked);
      Objective reference = objective(plain);
      StyleCode code = blocked.styleOfSeed(3);
      for (SubGenerator subGenerator : subGenerators(blocked.description().channels())) {
        Evaluation actual = one.evaluate(code, subGenerator, NONE);
        Evaluation expected = reference.evaluate(code, subGenerator, NONE);
        assertThat(actual.loss().value())
            .as("%s", subGenerator)
            .isCloseTo(expected.loss().value(), within(1e-5));
        assertThat(one.loss(code, subGenerator, NONE)).isEqualTo(actual.loss());
        assertClose(actual.gradient(), expected.gradient(), subGenerator);
      }
      assertThat(manager.status().openHandles()).isLessThan(200);
    }
  }

  private static void assertClose(StyleCode actual, StyleCode expected, Object what) {
    float[] one = actual.toArray();
    float[] other = expected.toArray();
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < other.length; i++) {
      largest = Math.max(largest, Math.abs(other[i]));
      worst = Math.max(worst, Math.abs(one[i] - other[i]));
    }
    assertThat(largest).as("%s", what).isPositive();
    assertThat(worst / largest).as("%s", what).isLessThan(1e-3);
  }
}
