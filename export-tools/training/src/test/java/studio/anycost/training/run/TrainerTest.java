package studio.anycost.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.RgbImage;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.data.PicturePreparation;
import studio.anycost.training.networks.DiscriminatorSpec;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.parallel.Alone;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.step.ArchitectureSampling;
import studio.anycost.training.step.Consistency;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

class TrainerTest {
  private static final ChannelTable CHANNELS = new ChannelTable(8, 1.0 / 128, 8);
  private static final GeneratorSpec SPEC = new GeneratorSpec(CHANNELS, 8, 2);
  private static final DiscriminatorSpec JUDGE = new DiscriminatorSpec(CHANNELS, 1, false);
  private static final double PERCENT = 1;
  private static final double PERCENT_REGULARIZED = 10;
  // Both regularisations within a few steps.
  private static final TrainingOptions OPTIONS = options(Precision.FLOAT32);

  @TempDir private Path folder;

  private PictureData data;

  @BeforeEach
  void prepare() throws IOException {
    Libtorch.useThreads(1);
    Path photos = Files.createDirectory(folder.resolve("photos"));
    for (int i = 0; i < 10; i++) {
      Files.writeString(photos.resolve("photo" + i), "");
    }
    Path file = folder.resolve("data");
    new PicturePreparation(TrainerTest::noise).prepare(photos, 8, file, (seen, all) -> {});
    data = PictureData.open(file);
  }

  @AfterEach
  void release() {
    data = null;
  }

  private static RgbImage noise(Path file) {
    Random random = new Random(file.getFileName().hashCode());
    int[] rgb = new int[64];
    Arrays.setAll(rgb, i -> random.nextInt(1 << 24));
    return RgbImage.of(8, 8, rgb);
  }

  private static TrainingOptions options(Precision precision) {
    return new TrainingOptions(
        11,
        4,
        Adam.Settings.PUBLISHED,
        true,
        10,
        3,
        2,
        2,
        2,
        0.5,
        50,
        true,
        true,
        true,
        StageOptions.styleGan(),
        precision);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aResumedRunIsTheUninterruptedOne(Precision precision) throws IOException {
    TrainingOptions options = options(precision);
    List<Losses> whole = new ArrayList<>();
    Path checkpoint = folder.resolve("run.pt");
    Path end = folder.resolve("end.pt");
    try (TrainingState state = new TrainingState(SPEC, JUDGE, options)) {
      Trainer trainer = new Trainer(state, options, data, Optional.empty(), new Alone());
      for (int i = 0; i < 7; i++) {
        whole.add(trainer.step());
        if (i == 2) {
          TrainingCheckpoint.save(checkpoint, state, 0);
        }
      }
      TrainingCheckpoint.save(end, state, 0);
    }
    assertThat(whole.get(2).penalty()).isPresent();
    assertThat(whole.get(1).path()).isPresent();
    assertThat(whole.get(0).penalty()).isEmpty();
    // Another seed for the first weights, which the checkpoint replaces.
    TrainingOptions other = TrainingOptions.published(99, 4, StageOptions.styleGan());
    try (TrainingState state = new TrainingState(SPEC, JUDGE, other);
        TrainingState resumed = new TrainingState(SPEC, JUDGE, options)) {
      resumed.generator().weights().copyFrom(state.generator().weights());
      TrainingCheckpoint.load(checkpoint, resumed);
      assertThat(resumed.step()).isEqualTo(3);
      Trainer trainer = new Trainer(resumed, options, data, Optional.empty(), new Alone());
      for (int i = 3; i < 7; i++) {
        assertThat(trainer.step()).isEqualTo(whole.get(i));
      }
      Path again = folder.resolve("again.pt");
      TrainingCheckpoint.save(again, resumed, 0);
      assertThat(again).hasSameBinaryContentAs(end);
    }
  }

  @Test
  void lossesInHalfThePrecisionAreAlike() {
    try (TrainingState exact = new TrainingState(SPEC, JUDGE, OPTIONS);
        TrainingState narrow = new TrainingState(SPEC, JUDGE, OPTIONS)) {
      Trainer single = new Trainer(exact, OPTIONS, data, Optional.empty(), new Alone());
      TrainingOptions options = options(Precision.BFLOAT16);
      Trainer half = new Trainer(narrow, options, data, Optional.empty(), new Alone());
      for (int i = 0; i < 6; i++) {
        Losses expected = single.step();
        Losses found = half.step();
        assertThat(found).isNotEqualTo(expected);
        assertThat(found.discriminator())
            .isCloseTo(expected.discriminator(), withinPercentage(PERCENT));
        assertThat(found.generator()).isCloseTo(expected.generator(), withinPercentage(PERCENT));
        // Single precision either way, of weights that moved a little otherwise.
        assertThat(found.penalty().orElse(1))
            .isCloseTo(expected.penalty().orElse(1), withinPercentage(PERCENT_REGULARIZED));
        assertThat(found.path().orElse(1))
            .isCloseTo(expected.path().orElse(1), withinPercentage(PERCENT_REGULARIZED));
      }
    }
  }

  @Test
  void aStepMovesAllThreeNetworks() {
    try (TrainingState state = new TrainingState(SPEC, JUDGE, OPTIONS)) {
      float[] generator = sample(state.generator().weights());
      float[] average = sample(state.average().weights());
      assertThat(average).isEqualTo(generator);
      Trainer trainer = new Trainer(state, OPTIONS, data, Optional.empty(), new Alone());
      trainer.step();
      assertThat(sample(state.generator().weights())).isNotEqualTo(generator);
      assertThat(sample(state.average().weights()))
          .isNotEqualTo(generator)
          .isNotEqualTo(sample(state.generator().weights()));
      assertThat(state.step()).isEqualTo(1);
      assertThat(state.discriminatorAdam().steps()).isEqualTo(1);
    }
  }

  private static float[] sample(Weights weights) {
    return Tensors.toArray(weights.get("conv1.conv.weight"));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void nothingIsLeftBehindByAStep(Precision precision) {
    TrainingOptions options = options(precision);
    try (PointerScope scope = new PointerScope();
        TrainingState state = new TrainingState(SPEC, JUDGE, options)) {
      Trainer trainer = new Trainer(state, options, data, Optional.empty(), new Alone());
      train(trainer, 6);
      long before = Pointer.totalCount();
      train(trainer, 12);
      assertThat(Pointer.totalCount()).isEqualTo(before);
      assertThat(scope).isNotNull();
    }
  }

  @Test
  void nothingIsLeftBehindByAStepOfALaterStage() throws IOException {
    StageOptions stage =
        new StageOptions(
            1,
            1,
            ArchitectureSampling.Mode.FLEXIBLE,
            1,
            1,
            false,
            false,
            StageOptions.Reference.SELF,
            2,
            1);
    TrainingOptions options = TrainingOptions.published(1, 2, stage);
    try (PointerScope scope = new PointerScope();
        PerceptualDistance perceptual = PerceptualDistance.builtIn();
        TrainingState state = new TrainingState(SPEC, JUDGE, options)) {
      Consistency consistency = new Consistency(state.generator(), 1, Optional.of(perceptual));
      Trainer trainer = new Trainer(state, options, data, Optional.of(consistency), new Alone());
      Evaluation evaluation = new Evaluation(data, stage, Optional.of(perceptual), 3);
      train(trainer, 2);
      evaluation.measure(state.average(), 2);
      long before = Pointer.totalCount();
      train(trainer, 4);
      assertThat(evaluation.measure(state.average(), 6)).hasSize(4);
      assertThat(Pointer.totalCount()).isEqualTo(before);
      assertThat(scope).isNotNull();
    }
  }

  private static void train(Trainer trainer, int steps) {
    for (int i = 0; i < steps; i++) {
      trainer.step();
    }
  }
}
