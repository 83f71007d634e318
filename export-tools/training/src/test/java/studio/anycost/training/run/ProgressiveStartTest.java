package studio.anycost.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.data.PreparedPictures;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.parallel.Alone;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Sizes;
import studio.anycost.training.tensors.Tensors;

class ProgressiveStartTest {
  // 4 steps each; the command line has thousands of pictures.
  private static final int BATCH = 2;
  private static final ProgressiveStart LEVELS =
      new ProgressiveStart(
          List.of(new ProgressiveStart.Level(8, 8), new ProgressiveStart.Level(16, 7)));

  @TempDir private Path folder;

  private Path data;

  @BeforeEach
  void prepare() throws IOException {
    Libtorch.useThreads(1);
    data = PreparedPictures.in(folder, 4, 32);
  }

  private RunPlan plan() throws IOException {
    return RunFile.plan(values());
  }

  private Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    values.put("data", data.toString());
    values.put("steps", "2");
    values.put("batch", "" + BATCH);
    values.put("threads", "1");
    values.put("channel-max", "4");
    values.put("style-dim", "8");
    values.put("mapping-layers", "1");
    values.put("precision", "float32");
    values.put("perceptual", "none");
    values.put("evaluate-every", "0");
    values.put("checkpoint-every", "1");
    values.put("d-reg-every", "0");
    values.put("g-reg-every", "0");
    return values;
  }

  @Test
  void weightsOfALevelAreCarriedOnAndRenderTheSame() throws IOException {
    Path into = folder.resolve("run");
    long[] steps = new long[1];
    Optional<Path> stopped =
        LEVELS.run(into, plan(), new Alone(), () -> steps[0] == 6, told -> losses -> steps[0]++);
    assertThat(stopped).isEmpty();
    assertThat(Files.readAllLines(into.resolve("level-16/metrics.csv"))).hasSize(1 + 2);
    // On where it was: the first level is over.
    Optional<Path> start =
        LEVELS.run(into, plan(), new Alone(), () -> false, told -> losses -> steps[0]++);
    assertThat(start).contains(into.resolve("level-16/checkpoint.pt"));
    assertThat(steps[0]).isEqualTo(8);
    RunPlan grown = plan().startingFrom(start.get());
    new TrainingRun(into, grown).run(() -> true, losses -> {});
    requireSamePictures(into.resolve("level-8/checkpoint.pt"));
    assertThat(into.resolve("checkpoint.pt")).exists();
  }

  @Test
  void levelsLearnThePairsOfTheRun() throws IOException {
    Path into = folder.resolve("run");
    Path latents = PairsTest.latents(folder.resolve("pairs.npz"), 4, 8);
    Map<String, String> values = values();
    values.put("pairs", latents.toString());
    RunPlan plan = RunFile.plan(values);
    LEVELS.run(into, plan, new Alone(), () -> false, told -> losses -> {});
    assertThat(plan.pairs().orElseThrow().undiminished().weightAt(4)).isEqualTo(Pairs.WEIGHT);
    for (String level : List.of("level-8", "level-16")) {
      List<String> curve = Files.readAllLines(into.resolve(level).resolve("metrics.csv"));
      int pairs = List.of(curve.get(0).split(",")).indexOf("pairs");
      for (String step : curve.subList(1, curve.size())) {
        assertThat(Double.parseDouble(step.split(",")[pairs])).isPositive();
      }
    }
  }

  /** Before its first step a level renders what the one below it ended with, enlarged. */
  @SuppressWarnings("try")
  private void requireSamePictures(Path below) throws IOException {
    TrainingOptions options = plan().options();
    ChannelTable channels = new ChannelTable(16, plan().generator().channels().multiplier(), 4);
    try (PointerScope scope = new PointerScope();
        TorchCheckpoint checkpoint = TorchCheckpoint.open(below);
        Generator lower = TrainingCheckpoint.loadGenerator(below);
        TrainingState state =
            new TrainingState(
                new GeneratorSpec(channels, 8, 1),
                options.stage().discriminator(channels),
                options)) {
      assertThat(StageStart.load(below, state, options)).isEmpty();
      Tensor style = torch.randn(2, 8);
      List<Tensor> noise = state.average().fixedNoise();
      List<Tensor> large = rendered(state.average(), style, noise);
      List<Tensor> small = rendered(lower, style, noise.subList(0, 3));
      assertThat(Tensors.toArray(large.get(1))).isEqualTo(Tensors.toArray(small.get(1)));
      // Of four pixels of one, blurred with those around it, the mean is near.
      Tensor shrunk = Sizes.averaged(large.get(2), 8);
      assertThat(Tensors.value(torch.mse_loss(shrunk, small.get(1))))
          .isLessThan(0.25 * Tensors.value(small.get(1).var()));
      assertThat(Tensors.toArray(state.discriminator().weights().get("convs.2.conv1.0.weight")))
          .isEqualTo(checkpoint.tensors("d").require("convs.1.conv1.0.weight").toFloatArray());
    }
  }

  private static List<Tensor> rendered(Generator generator, Tensor style, List<Tensor> noise) {
    return generator.render(
        generator.repeat(generator.map(style)),
        noise,
        Architecture.full(generator.spec().channels()));
  }

  @Test
  void whatIsNoScheduleIsSaid() throws IOException {
    for (String text : List.of("", "16", "16:0", "12:5", "32:5,16:5", "16:5,16:5", "4:9", "x:1")) {
      assertThatThrownBy(() -> ProgressiveStart.parse(text))
          .hasMessageContaining("is no value for --progressive");
    }
    RunPlan plan = plan();
    assertThatThrownBy(
            () ->
                ProgressiveStart.parse("32:1")
                    .run(folder, plan, new Alone(), () -> false, told -> losses -> {}))
        .hasMessageContaining("below the resolution of the run, 32 px");
    assertThatThrownBy(
            () ->
                LEVELS.run(
                    folder,
                    plan.startingFrom(data),
                    new Alone(),
                    () -> false,
                    told -> losses -> {}))
        .hasMessageContaining("begins from nothing");
  }

  @Test
  void reducedPicturesAreMeans() throws IOException {
    PictureData whole = PictureData.open(data);
    float[] large = new float[3 * 32 * 32];
    float[] small = new float[3 * 8 * 8];
    whole.read(1, true, large, 0);
    whole.reducedTo(16).reducedTo(8).read(1, true, small, 0);
    for (int y = 0; y < 24; y++) {
      for (int x = 0; x < 8; x++) {
        double sum = 0;
        for (int i = 0; i < 16; i++) {
          sum += large[(4 * y + i / 4) * 32 + 4 * x + i % 4];
        }
        assertThat((double) small[y * 8 + x]).isCloseTo(sum / 16, within(1e-5));
      }
    }
  }
}
