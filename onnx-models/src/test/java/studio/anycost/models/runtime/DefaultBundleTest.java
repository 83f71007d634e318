package studio.anycost.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import studio.anycost.api.compute.FloatTensor;
import studio.anycost.api.compute.Network;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.latent.SeededNormal;

/** The runtime on the model that comes with the studio, whatever its size. */
@Timeout(120)
class DefaultBundleTest {
  private SessionManager manager;
  private LoadedGenerator generator;
  private ChannelTable table;

  @BeforeEach
  void open() throws Exception {
    manager = new SessionManager(new RuntimeOptions(2, 1 << 30));
    generator = manager.load(ModelBundle.openDefault());
    table = generator.description().channels();
  }

  @AfterEach
  void closeAndCount() {
    manager.close();
    assertThat(manager.status().openHandles()).isZero();
    assertThatThrownBy(() -> generator.bundle().read("mapping.onnx"))
        .isInstanceOf(IllegalStateException.class);
  }

  private static float[] render(LoadedGenerator generator, StyleCode code, SubGenerator sub)
      throws Exception {
    return generator.render(code, sub, Noise.FIXED, CancellationToken.NONE).toArray();
  }

  @Test
  void aSeedGivesTheSameBitsTwice() throws Exception {
    float[] first = render(generator, generator.styleOfSeed(7), table.full());
    float[] other = render(generator, generator.styleOfSeed(8), table.full());
    manager.close();
    manager = new SessionManager(new RuntimeOptions(2, 1 << 30));
    generator = manager.load(ModelBundle.openDefault());
    float[] second = render(generator, generator.styleOfSeed(7), table.full());
    assertThat(second).isEqualTo(first).isNotEqualTo(other);
    for (float value : first) {
      assertThat(Float.isFinite(value)).isTrue();
    }
  }

  @Test
  void encoderAndPredictorTakeBatches() throws Exception {
    for (Network network :
        List.of(generator.encoder().orElseThrow(), generator.attributePredictor().orElseThrow())) {
      List<Long> shape = network.inputs().get(0).shape();
      assertThat(shape).startsWith(-1L, 3L);
      int side = Math.toIntExact(shape.get(3));
      float[] both = new float[2 * 3 * side * side];
      Random random = new Random(4);
      for (int i = 0; i < both.length; i++) {
        both[i] = random.nextFloat() * 2 - 1;
      }
      float[] together =
          network.run(FloatTensor.of(both, 2, 3, side, side), CancellationToken.NONE).toArray();
      for (int i = 0; i < 2; i++) {
        float[] one = Arrays.copyOfRange(both, i * both.length / 2, (i + 1) * both.length / 2);
        float[] alone =
            network.run(FloatTensor.of(one, 1, 3, side, side), CancellationToken.NONE).toArray();
        assertThat(Arrays.copyOfRange(together, i * alone.length, (i + 1) * alone.length))
            .containsExactly(alone, offset(1e-3f));
      }
    }
  }

  @Test
  void theDistanceToAMeasuredMeanIsSmall() throws Exception {
    float[] mean = generator.description().meanStyleArray();
    float[][] z = new float[500][];
    for (int i = 0; i < z.length; i++) {
      z[i] = SeededNormal.z(i, mean.length);
    }
    double[] sums = new double[mean.length];
    double energy = 0;
    for (float[] w : generator.mapAll(z, CancellationToken.NONE)) {
      for (int i = 0; i < w.length; i++) {
        sums[i] += w[i];
        energy += (w[i] - mean[i]) * (w[i] - mean[i]);
      }
    }
    double distance = 0;
    for (int i = 0; i < mean.length; i++) {
      double off = sums[i] / z.length - mean[i];
      distance += off * off;
    }
    // A mean of n samples lies about energy / n away, squared, from the true one.
    assertThat(distance).isLessThan(5 * energy / z.length / z.length);
  }

  @Test
  void climbingAtEveryRatioEqualsAFreshRender() throws Exception {
    StyleCode code = generator.styleOfSeed(3);
    try (RenderView view = generator.openView("climb")) {
      for (double ratio : ChannelTable.RATIOS) {
        for (int resolution : table.highestResolutions()) {
          SubGenerator sub = table.subGenerator(ratio, resolution);
          RenderResult result =
              view.submit(new RenderRequest(code, sub, Noise.FIXED, Priority.INTERACTIVE, true))
                  .get(60, TimeUnit.SECONDS);
          assertThat(result.image().toArray()).isEqualTo(render(generator, code, sub));
          assertThat(result.stages()).hasSize(Integer.numberOfTrailingZeros(resolution) - 1);
        }
      }
    }
  }

  @Test
  void aBudgetThatHoldsNoSessionGivesTheSamePictures() throws Exception {
    List<SubGenerator> subs = new ArrayList<>();
    for (double ratio : ChannelTable.RATIOS) {
      subs.add(table.subGenerator(ratio, table.resolution()));
    }
    Random random = new Random(4);
    List<Integer> widths = new ArrayList<>();
    for (int full : table.full().channels().widths()) {
      widths.add(Math.max(1, full - random.nextInt(full)));
    }
    subs.add(new SubGenerator(new ChannelConfiguration(widths), table.resolution()));
    StyleCode code = generator.styleOfSeed(11);
    try (SessionManager tight = new SessionManager(new RuntimeOptions(2, 1))) {
      LoadedGenerator same = tight.load(ModelBundle.openDefault());
      for (SubGenerator sub : subs) {
        assertThat(render(same, code, sub)).isEqualTo(render(generator, code, sub));
        assertThat(tight.status().cachedSessions()).isZero();
      }
    }
  }

  @Test
  void aStormOfRequestsEndsWithTheNewestPicture() throws Exception {
    List<SubGenerator> subs =
        List.of(
            table.subGenerator(0.25, table.resolution() / 2),
            table.subGenerator(0.5, table.resolution()),
            table.full());
    StyleCode[] codes = new StyleCode[5];
    Map<List<Integer>, float[]> expected = new HashMap<>();
    for (int seed = 0; seed < codes.length; seed++) {
      codes[seed] = generator.styleOfSeed(seed);
      for (int sub = 0; sub < subs.size(); sub++) {
        expected.put(List.of(seed, sub), render(generator, codes[seed], subs.get(sub)));
      }
    }
    Random random = new Random(9);
    RenderView view = generator.openView("storm");
    List<CompletableFuture<Boolean>> pictures = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int seed = random.nextInt(codes.length);
      int sub = random.nextInt(subs.size());
      RenderRequest request =
          new RenderRequest(
              codes[seed],
              subs.get(sub),
              Noise.FIXED,
              random.nextInt(4) > 0 ? Priority.INTERACTIVE : Priority.BACKGROUND,
              random.nextBoolean());
      float[] wanted = expected.get(List.of(seed, sub));
      pictures.add(
          view.submit(request)
              .thenApply(result -> Arrays.equals(result.image().toArray(), wanted)));
      if (random.nextInt(3) == 0) {
        Thread.sleep(random.nextInt(6));
      }
    }
    assertThat(pictures.get(399).get(60, TimeUnit.SECONDS)).isTrue();
    long right = 0;
    for (CompletableFuture<Boolean> picture : pictures) {
      assertThat(picture).isDone();
      if (!picture.isCompletedExceptionally()) {
        assertThat(picture.join()).isTrue();
        right++;
      } else {
        assertThatThrownBy(picture::join).hasCauseInstanceOf(CancellationException.class);
      }
    }
    ViewStatistics statistics = view.statistics();
    assertThat(statistics.completed()).isEqualTo(right);
    assertThat(statistics.failed()).isZero();
    assertThat(statistics.dropped() + statistics.cancelled()).isPositive();
    assertThat(statistics.completed() + statistics.dropped() + statistics.cancelled())
        .isEqualTo(400);
  }
}
