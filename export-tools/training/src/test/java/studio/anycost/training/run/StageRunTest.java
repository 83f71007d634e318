package studio.anycost.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.RgbImage;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.checkpoint.TorchCheckpoint;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.data.PicturePreparation;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.parallel.Alone;
import studio.anycost.training.step.ArchitectureSampling;
import studio.anycost.training.step.Rendering;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/** Whole runs of the later stages, one from the end of the other. */
class StageRunTest {
  private static final GeneratorSpec SPEC =
      new GeneratorSpec(new ChannelTable(16, 1.0 / 64, 16), 8, 1);
  private static final RunPlan.Rhythm RHYTHM = new RunPlan.Rhythm(6, 2, 4, 1, 3, 4);
  private static final List<String> COMPARED =
      List.of(TrainingRun.CHECKPOINT, TrainingRun.METRICS, TrainingRun.EVALUATION);

  /** Ends a run in the middle as a killed process ends: nothing is written any more. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @TempDir private Path folder;

  private Path data;

  @BeforeEach
  void prepare() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (int i = 0; i < 6; i++) {
      Files.writeString(photos.resolve("photo" + i), "");
    }
    data = folder.resolve("data");
    new PicturePreparation(
            file -> {
              Random random = new Random(file.getFileName().hashCode());
              int[] rgb = new int[256];
              Arrays.setAll(rgb, i -> random.nextInt(1 << 24));
              return RgbImage.of(16, 16, rgb);
            })
        .prepare(photos, 16, data, (seen, all) -> {});
  }

  private RunPlan plan(StageOptions stage, Optional<Path> start) {
    TrainingOptions published = TrainingOptions.published(2, 2, stage);
    // A gradient penalty within a few steps.
    TrainingOptions options =
        new TrainingOptions(
            2,
            2,
            published.adam(),
            true,
            10,
            3,
            2,
            published.pathEvery(),
            2,
            0.9,
            10_000,
            true,
            true,
            true,
            stage,
            Precision.FLOAT32);
    return new RunPlan(
        data,
        SPEC,
        options,
        RHYTHM,
        start,
        Optional.empty(),
        stage.hasConsistency() ? RunPlan.BUILT_IN_PERCEPTUAL : RunPlan.NO_PERCEPTUAL,
        1);
  }

  private Path run(String name, StageOptions stage, Optional<Path> start) throws IOException {
    Path into = folder.resolve(name);
    assertThat(new TrainingRun(into, plan(stage, start)).run(() -> false, losses -> {}))
        .isEqualTo(6);
    return into.resolve(TrainingRun.CHECKPOINT);
  }

  @Test
  void aStageBeginsWhereTheOneBeforeEnded() throws IOException {
    Path first = run("first", StageOptions.styleGan(), Optional.empty());
    Path second = run("second", StageOptions.multiResolution(16), Optional.of(first));
    Path third = run("third", StageOptions.adaptiveChannels(16), Optional.of(second));
    try (TorchCheckpoint begun = TorchCheckpoint.open(folder.resolve("second/teacher.pt"));
        TorchCheckpoint ended = TorchCheckpoint.open(first);
        TorchCheckpoint last = TorchCheckpoint.open(third)) {
      TensorTable teacher = begun.tensors("g_ema");
      for (String name : teacher.names()) {
        assertThat(teacher.require(name).toFloatArray())
            .isEqualTo(ended.tensors("g_ema").require(name).toFloatArray());
      }
      assertThat(last.tensors("d").names())
          .contains("blocks.1.skip.2.weight_mapping.weight", "convs.1.0.weight");
      assertThat(GeneratorSpec.infer(last.tensors("g_ema"))).isEqualTo(SPEC);
    }
    requireTakenOver(second);
    List<String> metrics = Files.readAllLines(folder.resolve("third/metrics.csv"));
    assertThat(metrics).hasSize(7);
    assertThat(metrics.get(0)).endsWith(",consistency");
    assertThat(metrics.subList(1, 7)).allMatch(line -> line.matches(".*,[0-9.]+"));
    // Twice, of four ratios at two resolutions.
    List<String> evaluation = Files.readAllLines(folder.resolve("third/evaluation.csv"));
    assertThat(evaluation).hasSize(1 + 2 * 8);
    assertThat(evaluation.get(1)).startsWith("3,6,0.25,8,");
    assertThat(evaluation.get(8)).startsWith("3,6,1.0,16,0.00000,0.00000,");
    for (String ratio : new String[] {"-0.25x", "-0.5x", "-0.75x", ""}) {
      assertThat(folder.resolve("third/grid-4" + ratio + ".png")).isNotEmptyFile();
    }
  }

  /** A last stage that begins with this: all of the discriminator, and the same pictures. */
  private void requireTakenOver(Path second) throws IOException {
    StageOptions stage = StageOptions.adaptiveChannels(16);
    TrainingOptions options = TrainingOptions.published(5, 2, stage);
    try (PointerScope scope = new PointerScope();
        TorchCheckpoint before = TorchCheckpoint.open(second);
        Generator generator = TrainingCheckpoint.loadGenerator(second);
        TrainingState state =
            new TrainingState(SPEC, stage.discriminator(SPEC.channels()), options)) {
      assertThat(StageStart.load(second, state, options)).isEmpty();
      TensorTable judge = before.tensors("d");
      Weights weights = state.discriminator().weights();
      List<String> taken = new ArrayList<>();
      for (String name : weights.parameterNames()) {
        if (!name.contains("_mapping.")) {
          String source = name.replace("conv1.2.", "conv1.1.").replace("conv2.3.", "conv2.2.");
          assertThat(Tensors.toArray(weights.get(name)))
              .as(name)
              .isEqualTo(judge.require(source).toFloatArray());
          taken.add(source);
        }
      }
      assertThat(judge.names().stream().filter(name -> !name.endsWith("kernel")))
          .containsExactlyInAnyOrderElementsOf(taken);
      assertThat(Tensors.toArray(state.average().weights().get("convs.0.conv.weight")))
          .isNotEqualTo(Tensors.toArray(generator.weights().get("convs.0.conv.weight")));
      Rendering rendering =
          new Rendering(
              List.of(Tensors.of(new float[] {1, -1, 0.5f, 2, 0, 1, -2, 0.1f}, 1, 8)),
              0,
              generator.fixedNoise(),
              Architecture.full(SPEC.channels()));
      float[] expected = Tensors.toArray(rendering.fullBy(generator));
      assertThat(Tensors.toArray(rendering.fullBy(state.average())))
          .usingComparatorWithPrecision(1e-4f)
          .containsExactly(expected);
      assertThat(scope).isNotNull();
    }
  }

  @Test
  void aKilledStageEndsAsOneThatWasNotEvenWithoutItsStart() throws IOException {
    Path first = run("first", StageOptions.styleGan(), Optional.empty());
    for (StageOptions stage :
        List.of(StageOptions.multiResolution(16), StageOptions.adaptiveChannels(16))) {
      String name = stage.isAdaptive() ? "adaptive" : "multires";
      Path start = Files.copy(first, folder.resolve(name + ".pt"));
      run(name + "-whole", stage, Optional.of(start));
      Path into = folder.resolve(name + "-killed");
      RunPlan plan = plan(stage, Optional.of(start));
      assertThatThrownBy(
              () ->
                  new TrainingRun(into, plan)
                      .run(
                          () -> false,
                          losses -> {
                            if (losses.step() == 5) {
                              throw new Killed();
                            }
                          }))
          .isInstanceOf(Killed.class);
      Files.delete(start);
      new TrainingRun(into, plan).run(() -> false, losses -> {});
      for (String file : COMPARED) {
        assertThat(into.resolve(file))
            .hasSameBinaryContentAs(folder.resolve(name + "-whole/" + file));
      }
    }
  }

  @Test
  void aGeneratorAloneIsAStart() throws IOException {
    run("first", StageOptions.styleGan(), Optional.empty());
    Path second =
        run(
            "second",
            StageOptions.multiResolution(16),
            Optional.of(folder.resolve("first/checkpoint.pt")));
    Path alone = second.resolveSibling(TrainingRun.TEACHER);
    List<String> told = new ArrayList<>();
    new TrainingRun(
            folder.resolve("third"), plan(StageOptions.adaptiveChannels(16), Optional.of(alone)))
        .run(() -> true, listener(told));
    assertThat(told.get(0)).contains("has no discriminator (d)");
  }

  @Test
  void aDiscriminatorOfOtherWidthsBeginsAnew() throws IOException {
    StageOptions stage =
        new StageOptions(
            1,
            1,
            ArchitectureSampling.Mode.FULL,
            1,
            1,
            false,
            false,
            StageOptions.Reference.NONE,
            0,
            0.5);
    List<String> told = new ArrayList<>();
    new TrainingRun(folder.resolve("narrow"), plan(stage, Optional.of(first())))
        .run(() -> true, listener(told));
    assertThat(told.get(0))
        .contains(
            "has a discriminator of 16 channels at 4 px, not of 8", "learns from the beginning");
  }

  @Test
  void aStageWithoutTeacherSaysSo() {
    assertThatThrownBy(
            () ->
                new TrainingRun(
                        folder.resolve("run"),
                        plan(StageOptions.multiResolution(16), Optional.empty()))
                    .run(() -> false, losses -> {}))
        .hasMessageContaining("--teacher");
    StageOptions self =
        new StageOptions(
            2,
            1,
            ArchitectureSampling.Mode.SANDWICH,
            1,
            1,
            false,
            true,
            StageOptions.Reference.SELF,
            2,
            0.5);
    assertThat(folder.resolve("self")).doesNotExist();
    try {
      run("self", self, Optional.empty());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    assertThat(folder.resolve("self/teacher.pt")).doesNotExist();
    assertThat(folder.resolve("self/metrics.csv")).content().contains("\n6,12,");
    assertThat(folder.resolve("self/run.properties")).content().contains("discriminator-width=0.5");
    // Half as wide as the generator, which has 16 channels at 16 px.
    try (TorchCheckpoint checkpoint =
        TorchCheckpoint.open(folder.resolve("self/" + TrainingRun.CHECKPOINT))) {
      assertThat(checkpoint.tensors("d").require("convs.0.0.weight", 8, 3, 1, 1)).isNotNull();
      assertThat(checkpoint.tensors("g_ema").require("to_rgbs.1.conv.weight", 1, 3, 16, 1, 1))
          .isNotNull();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aStageThatCannotTakeADiscriminatorOverSaysSo() throws IOException {
    Path last = run("last", StageOptions.adaptiveChannels(16), Optional.of(first()));
    RunPlan back = plan(StageOptions.multiResolution(16), Optional.of(last));
    assertThatThrownBy(
            () -> new TrainingRun(folder.resolve("back"), back).run(() -> false, losses -> {}))
        .hasMessageContaining(last + " comes from a stage with several channel ratios")
        .hasMessageContaining("--stage adaptive");
    // The best of both evaluations, by its distance from real pictures, is kept beside the last.
    Map<String, Double> figures = new TreeMap<>();
    for (String row : Files.readAllLines(folder.resolve("last/evaluation.csv"))) {
      String[] cells = row.split(",");
      if (!cells[0].equals("step")) {
        figures.merge(cells[0], Double.parseDouble(cells[6]), Double::sum);
      }
    }
    assertThat(figures).containsOnlyKeys("3", "6");
    try (TorchCheckpoint best = TorchCheckpoint.open(folder.resolve("last/best.pt"));
        TorchCheckpoint end = TorchCheckpoint.open(last)) {
      String name = "convs.1.conv.weight";
      float[] kept = best.tensors("g_ema").require(name).toFloatArray();
      boolean same = Arrays.equals(kept, end.tensors("g_ema").require(name).toFloatArray());
      assertThat(same).isEqualTo(figures.get("6") < figures.get("3"));
    }
  }

  private Path first() throws IOException {
    return run("first", StageOptions.styleGan(), Optional.empty());
  }

  @Test
  void picturesOfAnotherSizeAreRefusedBeforeAnythingIsWritten() {
    RunPlan plan = plan(StageOptions.styleGan(), Optional.empty());
    GeneratorSpec larger = new GeneratorSpec(new ChannelTable(32, 1.0 / 64, 16), 8, 1);
    RunPlan other =
        new RunPlan(
            data,
            larger,
            plan.options(),
            RHYTHM,
            Optional.empty(),
            Optional.empty(),
            RunPlan.NO_PERCEPTUAL,
            1);
    Path into = folder.resolve("run");
    assertThatThrownBy(() -> new TrainingRun(into, other).run(() -> false, losses -> {}))
        .hasMessageContaining("16 px a side, and the generator renders 32");
    assertThat(into).doesNotExist();
  }

  private static TrainingRun.Listener listener(List<String> told) {
    return new TrainingRun.Listener() {
      @Override
      public void stepped(Losses losses) {
        // Only sentences count.
      }

      @Override
      public void told(String line) {
        told.add(line);
      }
    };
  }

  /** Steps of which the fifth is no finite number the first time, and every time it is told so. */
  private static Supplier<Losses> failing(Trainer trainer, int times) {
    int[] failed = new int[1];
    return () -> {
      Losses losses = trainer.step();
      if (losses.step() == 5 && failed[0] < times) {
        failed[0]++;
        throw DivergedException.at("generator's loss", 5);
      }
      return losses;
    };
  }

  @Test
  void aRunThatDivergesGoesBackAndOn() throws IOException {
    RunPlan plan = plan(StageOptions.styleGan(), Optional.empty());
    List<String> told = new ArrayList<>();
    Path into = folder.resolve("run");
    long done =
        new TrainingRun(into, plan, new Alone(), trainer -> failing(trainer, 2))
            .run(() -> false, listener(told));
    assertThat(done).isEqualTo(6);
    assertThat(told.stream().filter(line -> line.contains("goes back")))
        .containsExactly(
            "The generator's loss is no finite number at step 5. The run goes back to the"
                + " checkpoint of step 4 and on with other random numbers, try 1 of 3.",
            "The generator's loss is no finite number at step 5. The run goes back to the"
                + " checkpoint of step 4 and on with other random numbers, try 2 of 3.");
    assertThat(Files.readAllLines(into.resolve(TrainingRun.METRICS))).hasSize(7);
    // Other random numbers behind the checkpoint, the same ones before.
    run("steady", StageOptions.styleGan(), Optional.empty());
    List<String> steady = Files.readAllLines(folder.resolve("steady/metrics.csv"));
    List<String> lines = Files.readAllLines(into.resolve(TrainingRun.METRICS));
    assertThat(lines.subList(0, 5)).isEqualTo(steady.subList(0, 5));
    assertThat(lines.get(5)).isNotEqualTo(steady.get(5));
    // And a process that was killed meanwhile goes the same way.
    Path again = folder.resolve("again");
    assertThatThrownBy(
            () ->
                new TrainingRun(again, plan, new Alone(), trainer -> failing(trainer, 2))
                    .run(
                        () -> false,
                        losses -> {
                          if (losses.step() == 5) {
                            throw new Killed();
                          }
                        }))
        .isInstanceOf(Killed.class);
    new TrainingRun(again, plan, new Alone(), trainer -> failing(trainer, 2))
        .run(() -> false, losses -> {});
    for (String file : COMPARED) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(into.resolve(file));
    }
  }

  @Test
  void aRunThatAlwaysDivergesEndsWithASentenceAndItsCheckpoint() throws IOException {
    RunPlan tame = plan(StageOptions.styleGan(), Optional.empty());
    TrainingOptions o = tame.options();
    RunPlan wild =
        new RunPlan(
            data,
            SPEC,
            new TrainingOptions(
                2,
                2,
                new Adam.Settings(1e30, 0, 0.99),
                true,
                10,
                3,
                2,
                8,
                2,
                0.9,
                10_000,
                true,
                true,
                true,
                o.stage(),
                o.precision()),
            RHYTHM,
            Optional.empty(),
            Optional.empty(),
            RunPlan.NO_PERCEPTUAL,
            1);
    Path into = folder.resolve("wild");
    assertThatThrownBy(() -> new TrainingRun(into, wild).run(() -> false, losses -> {}))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("3 tries from the checkpoint of step 0")
        .hasMessageContaining("--lr");
    // With a tame rate the same run goes on.
    assertThat(new TrainingRun(into, tame).run(() -> false, losses -> {})).isEqualTo(6);
  }
}
