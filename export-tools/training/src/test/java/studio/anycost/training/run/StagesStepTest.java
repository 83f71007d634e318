package studio.anycost.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.ChannelSorting;
import studio.anycost.training.networks.Discriminator;
import studio.anycost.training.networks.DiscriminatorSpec;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.networks.GoldenStep;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.perceptual.SmallVgg;
import studio.anycost.training.step.BatchLosses;
import studio.anycost.training.step.Consistency;
import studio.anycost.training.step.GeneratorLoss;
import studio.anycost.training.step.Rendering;
import studio.anycost.training.tensors.Gradients;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/** A step of the second and of the third stage against the public implementation's. */
class StagesStepTest {
  private static final double TOLERANCE = 1e-4;
  private static final double CONSISTENCY_WEIGHT = 2;

  private PointerScope scope;
  private GoldenStep start;
  private GoldenStep golden;
  private Generator generator;
  private Generator teacher;
  private PerceptualDistance perceptual;

  @BeforeEach
  void open() throws IOException {
    Libtorch.useThreads(1);
    scope = new PointerScope();
    start = new GoldenStep();
    golden = new GoldenStep("training_stages16.pt");
    generator = start.generator();
    teacher = start.generator();
    Scopes.runWithoutGradients(
        () -> teacher.weights().parameters().forEach(t -> t.mul_(Tensors.scalar(0.9))));
    perceptual = SmallVgg.of(golden.table("percept"));
  }

  @AfterEach
  void close() throws IOException {
    perceptual.close();
    teacher.close();
    generator.close();
    golden.close();
    start.close();
    scope.close();
  }

  @Test
  void aStepAtSeveralResolutions() throws IOException {
    Architecture full = Architecture.full(start.channels());
    try (Discriminator discriminator = begun(false, "multi_new")) {
      takeStep(
          discriminator,
          "multi",
          List.of(start.tensor("in", "real8")),
          "real8",
          Set.of(16),
          List.of(full, full, full));
    }
  }

  @Test
  void aStepWithAnyChannels() throws IOException {
    Tensor latents = golden.tensor("sorting", "z");
    ChannelSorting.sort(generator, 4, batch -> latents.narrow(0, batch * 16L, 16));
    for (String name : golden.table("sorted").names()) {
      assertThat(Tensors.toArray(generator.weights().get(name)))
          .as(name)
          .isEqualTo(golden.table("sorted").require(name).toFloatArray());
    }
    try (Discriminator several = begun(false, "multi_new");
        Discriminator discriminator =
            new Discriminator(new DiscriminatorSpec(start.channels(), 2, true))) {
      Weights weights = discriminator.weights();
      Scopes.runWithoutGradients(
          () ->
              weights.parameterNames().stream()
                  .filter(name -> !name.contains("_mapping."))
                  .forEach(
                      name ->
                          weights
                              .get(name)
                              .copy_(
                                  several
                                      .weights()
                                      .get(
                                          name.replace("conv1.2.", "conv1.1.")
                                              .replace("conv2.3.", "conv2.2.")))));
      loadNew(discriminator, "adaptive_new");
      takeStep(
          discriminator,
          "adaptive",
          List.of(start.tensor("in", "real8"), start.tensor("in", "real16")),
          "real16",
          Set.of(8),
          List.of(start.architecture(0), start.architecture(1), start.architecture(2)));
    }
  }

  /** As the stage begins it: from the discriminator of one resolution. */
  private Discriminator begun(boolean conditioned, String news) throws IOException {
    Discriminator discriminator =
        new Discriminator(new DiscriminatorSpec(start.channels(), 2, conditioned));
    discriminator.weights().load(start.table("single"), name -> sourceInSingle(name));
    loadNew(discriminator, news);
    return discriminator;
  }

  private Optional<String> sourceInSingle(String name) {
    try {
      return StageStart.source(start.table("single"), name);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void loadNew(Discriminator discriminator, String key) throws IOException {
    for (String name : golden.table(key).names()) {
      Tensor value = golden.tensor(key, name);
      Scopes.runWithoutGradients(() -> discriminator.weights().get(name).copy_(value));
    }
  }

  /** Architectures are those of the fake, the real and the generator's pictures. */
  private void takeStep(
      Discriminator discriminator,
      String stage,
      List<Tensor> real,
      String penalized,
      Set<Integer> judged,
      List<Architecture> architectures)
      throws IOException {
    Consistency consistency = new Consistency(teacher, 2, Optional.of(perceptual));
    BatchLosses losses =
        new BatchLosses(
            generator,
            discriminator,
            Optional.of(new BatchLosses.Weighted(consistency, CONSISTENCY_WEIGHT)),
            Precision.FLOAT32);
    try (Adam generatorAdam = new Adam(generator.weights(), Adam.Settings.PUBLISHED);
        Adam discriminatorAdam = new Adam(discriminator.weights(), Adam.Settings.PUBLISHED)) {
      Tensor loss =
          losses.discriminator(
              real, rendering("z_d", architectures.get(0), 2), architectures.get(1));
      requireNumber(loss, stage, "d_loss");
      Weights weights = discriminator.weights();
      discriminatorAdam.step(
          checked(Gradients.of(loss, weights.parameters()), weights, stage + "_d_grad"));

      Tensor penalty = losses.penalty(start.tensor("in", penalized), architectures.get(0));
      requireNumber(penalty, stage, "r1");
      discriminatorAdam.step(
          checked(
              Gradients.of(penalty.mul(Tensors.scalar(10.0 / 2 * 16)), weights.parameters()),
              weights,
              stage + "_r1_grad"));

      Rendering rendering = rendering("z_g", architectures.get(2), 3);
      GeneratorLoss generatorLoss = losses.generator(rendering, judged);
      requireNumber(generatorLoss.adversarial(), stage, "adversarial");
      double distance =
          golden.number(stage + "_out", "mse") + golden.number(stage + "_out", "percept");
      assertThat(Tensors.value(generatorLoss.consistency().orElseThrow()))
          .isCloseTo(distance, within(TOLERANCE));
      double pixels =
          Tensors.value(
              new Consistency(teacher, 2, Optional.empty()).of(rendering, rendering.by(generator)));
      assertThat(pixels).isCloseTo(golden.number(stage + "_out", "mse"), within(TOLERANCE));
      generatorAdam.step(
          checked(
              Gradients.of(generatorLoss.total(), generator.weights().parameters()),
              generator.weights(),
              stage + "_g_grad"));
      Tensor after = rendering("z_g", Architecture.full(start.channels()), 3).fullBy(generator);
      requireNumber(after.square().mean(), stage, "after");
    }
  }

  private Rendering rendering(String latents, Architecture architecture, int mixAt)
      throws IOException {
    Tensor z = start.tensor("in", latents);
    return new Rendering(
        List.of(z.select(1, 0), z.select(1, 1)), mixAt, generator.fixedNoise(), architecture);
  }

  private void requireNumber(Tensor found, String stage, String name) throws IOException {
    double expected = golden.number(stage + "_out", name);
    assertThat(Tensors.value(found))
        .as(stage + " " + name)
        .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
  }

  /** The length of every gradient and its product with a cosine. */
  private List<Tensor> checked(List<Tensor> gradients, Weights weights, String key)
      throws IOException {
    for (int i = 0; i < gradients.size(); i++) {
      String name = weights.parameterNames().get(i);
      float[] expected = golden.table(key).require(name).toFloatArray();
      float[] found = Tensors.toArray(gradients.get(i));
      double square = 0;
      double product = 0;
      for (int j = 0; j < found.length; j++) {
        square += (double) found[j] * found[j];
        product += found[j] * Math.cos(j);
      }
      double tolerance = TOLERANCE * Math.max(expected[0], 1e-3);
      assertThat(Math.sqrt(square)).as(key + " " + name).isCloseTo(expected[0], within(tolerance));
      assertThat(product).as(key + " " + name).isCloseTo(expected[1], within(3 * tolerance));
    }
    return gradients;
  }
}
