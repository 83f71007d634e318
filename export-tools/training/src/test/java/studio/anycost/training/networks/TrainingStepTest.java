package studio.anycost.training.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.anycost.training.losses.PathLength;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.optimizers.MovingAverage;
import studio.anycost.training.step.BatchLosses;
import studio.anycost.training.step.Rendering;
import studio.anycost.training.tensors.Gradients;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Precision;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/** The networks and one whole training step against the public implementation. */
class TrainingStepTest {
  /** Of the largest value of a tensor, or of a number. */
  private static final double TOLERANCE = 1e-4;

  // Gradients that are nothing but rounding differ between processors, by 2e-7 and a little more.
  private static final double NOTHING = 4e-3;

  private PointerScope scope;
  private GoldenStep golden;
  private Generator generator;
  private Discriminator discriminator;

  @BeforeEach
  void open() throws IOException {
    Libtorch.useThreads(1);
    scope = new PointerScope();
    golden = new GoldenStep();
    generator = golden.generator();
    discriminator = golden.discriminator();
  }

  @AfterEach
  void close() throws IOException {
    discriminator.close();
    generator.close();
    golden.close();
    scope.close();
  }

  @Test
  void theNamesAreThePublicOnes() throws IOException {
    assertThat(generator.weights().names())
        .containsExactlyInAnyOrderElementsOf(golden.table("g").names());
    assertThat(discriminator.weights().names())
        .containsExactlyInAnyOrderElementsOf(golden.table("d").names());
    // The gradients were written in the order of the public parameters.
    assertThat(generator.weights().parameterNames())
        .containsExactlyElementsOf(golden.table("g_grad").names());
    assertThat(discriminator.weights().parameterNames())
        .containsExactlyElementsOf(golden.table("d_grad").names());
  }

  @Test
  void aFlexibleGeneratorRendersEveryResolutionAlike() throws IOException {
    List<Tensor> images = rendering("z_d", golden.architecture(0), 2).by(generator);
    requireClose(images.get(1), golden.tensor("out", "fake8"), "fake8");
    requireClose(images.get(2), golden.tensor("out", "fake16"), "fake16");
  }

  @Test
  void bothDiscriminatorsJudgeAlike() throws IOException {
    Tensor real = golden.tensor("in", "real16");
    requireClose(
        discriminator.judge(real, golden.architecture(1).oneHot()),
        golden.tensor("out", "judged16"),
        "judged16");
    try (Discriminator single =
        new Discriminator(new DiscriminatorSpec(golden.channels(), 1, false))) {
      assertThat(single.weights().names())
          .containsExactlyInAnyOrderElementsOf(golden.table("single").names());
      single.weights().load(golden.table("single"));
      requireClose(single.judge(real, null), golden.tensor("out", "single"), "single");
    }
  }

  @Test
  void oneStepIsThePublicOne() throws IOException {
    Adam.Settings published = Adam.Settings.PUBLISHED;
    try (Adam generatorAdam = new Adam(generator.weights(), published);
        Adam discriminatorAdam = new Adam(discriminator.weights(), published);
        Generator average = golden.generator()) {
      trainDiscriminator(discriminatorAdam);
      penalize(discriminatorAdam);
      trainGenerator(generatorAdam);
      evenPaths(generatorAdam);
      MovingAverage.update(average.weights(), generator.weights(), 0.9);
      for (String name : average.weights().parameterNames()) {
        requireClose(average.weights().get(name), golden.tensor("g_ema_after", name), name);
      }
    }
  }

  private BatchLosses losses() {
    return new BatchLosses(generator, discriminator, Optional.empty(), Precision.FLOAT32);
  }

  private void trainDiscriminator(Adam adam) throws IOException {
    Tensor loss =
        losses()
            .discriminator(
                List.of(golden.tensor("in", "real8"), golden.tensor("in", "real16")),
                rendering("z_d", golden.architecture(0), 2),
                golden.architecture(1));
    requireNumber(loss, "d_loss");
    Weights weights = discriminator.weights();
    adam.step(checked(Gradients.of(loss, weights.parameters()), weights, "d_grad"));
  }

  private void penalize(Adam adam) throws IOException {
    Tensor penalty = losses().penalty(golden.tensor("in", "real16"), golden.architecture(0));
    requireNumber(penalty, "r1");
    Weights weights = discriminator.weights();
    Tensor loss = penalty.mul(Tensors.scalar(10.0 / 2 * 16));
    adam.step(checked(Gradients.of(loss, weights.parameters()), weights, "r1_grad"));
  }

  private void trainGenerator(Adam adam) throws IOException {
    Tensor loss =
        losses().generator(rendering("z_g", golden.architecture(2), 3), Set.of(8, 16)).total();
    requireNumber(loss, "g_loss");
    Weights weights = generator.weights();
    adam.step(checked(Gradients.of(loss, weights.parameters()), weights, "g_grad"));
  }

  private void evenPaths(Adam adam) throws IOException {
    PathLength paths = new PathLength(0);
    Rendering rendering =
        new Rendering(
            List.of(golden.tensor("in", "z_path").squeeze(1)),
            0,
            generator.fixedNoise(),
            Architecture.full(golden.channels()));
    Tensor penalty =
        losses().path(rendering, golden.tensor("in", "path_noise"), paths, mean -> mean);
    requireNumber(penalty, "path");
    assertThat(paths.mean()).isCloseTo(golden.number("out", "path_mean"), within(TOLERANCE));
    Weights weights = generator.weights();
    Tensor loss = penalty.mul(Tensors.scalar(2 * 8));
    adam.step(checked(Gradients.of(loss, weights.parameters()), weights, "path_grad"));
  }

  private Rendering rendering(String latents, Architecture architecture, int mixAt)
      throws IOException {
    Tensor z = golden.tensor("in", latents);
    return new Rendering(
        List.of(z.select(1, 0), z.select(1, 1)), mixAt, generator.fixedNoise(), architecture);
  }

  private List<Tensor> checked(List<Tensor> gradients, Weights weights, String key)
      throws IOException {
    for (int i = 0; i < gradients.size(); i++) {
      String name = weights.parameterNames().get(i);
      requireClose(gradients.get(i), golden.tensor(key, name), key + " " + name);
    }
    return gradients;
  }

  private void requireNumber(Tensor found, String name) throws IOException {
    double expected = golden.number("out", name);
    Offset<Double> offset = within(TOLERANCE * Math.max(1, Math.abs(expected)));
    assertThat(Tensors.value(found)).as(name).isCloseTo(expected, offset);
  }

  private static void requireClose(Tensor found, Tensor expected, String name) {
    assertThat(Tensors.shape(found)).as(name).isEqualTo(Tensors.shape(expected));
    double largest = Tensors.value(expected.abs().max());
    double difference =
        Tensors.value(Scopes.withoutGradients(() -> found.sub(expected).abs().max()));
    assertThat(difference).as(name).isLessThanOrEqualTo(TOLERANCE * Math.max(largest, NOTHING));
  }
}
