package studio.anycost.training.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Discriminator;
import studio.anycost.training.networks.DiscriminatorSpec;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.step.Consistency;
import studio.anycost.training.step.Rendering;
import studio.anycost.training.tensors.Gradients;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/**
 * The losses that are made of gradients: their own gradients in double precision against finite
 * differences, and in single precision, with the kernels that training uses, against double.
 */
class RegularizationTest {
  private static final ChannelTable CHANNELS = new ChannelTable(16, 1.0 / 64, 20);
  // Above 16 and no multiple of it: a batch whose second derivatives oneDNN would spoil.
  private static final int BATCH = 20;
  // So small that hardly an activation changes its sign on the way: what is made of gradients jumps
  // there.
  private static final double STEP = 1e-8;

  private PointerScope scope;

  @BeforeEach
  void open() {
    Libtorch.useThreads(1);
    scope = new PointerScope();
    Libtorch.seed(3);
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void theGradientPenaltyOfAConditionedDiscriminator() {
    try (Discriminator discriminator =
        new Discriminator(new DiscriminatorSpec(CHANNELS, 2, true))) {
      stir(discriminator.weights());
      Tensor images = torch.randn(BATCH, 3, 16, 16);
      Tensor architecture = Architecture.uniform(CHANNELS, 0.5).oneHot();
      check(
          discriminator.weights(),
          () -> {
            torch.ScalarType type = typeOf(discriminator.weights());
            return AdversarialLoss.gradientPenalty(
                x -> discriminator.judge(x, architecture.to(type)), images.to(type));
          });
    }
  }

  @Test
  void theConditionedDiscriminatorItself() {
    try (Discriminator discriminator =
        new Discriminator(new DiscriminatorSpec(CHANNELS, 2, true))) {
      stir(discriminator.weights());
      Tensor images = torch.randn(BATCH, 3, 8, 8);
      Tensor architecture = Architecture.uniform(CHANNELS, 0.25).oneHot();
      check(
          discriminator.weights(),
          () -> {
            torch.ScalarType type = typeOf(discriminator.weights());
            Tensor judged = discriminator.judge(images.to(type), architecture.to(type));
            return AdversarialLoss.discriminator(judged, judged.mul(Tensors.scalar(0.5)));
          });
    }
  }

  @Test
  void theGradientPenaltyAtALowerResolution() {
    try (Discriminator discriminator =
        new Discriminator(new DiscriminatorSpec(CHANNELS, 2, false))) {
      stir(discriminator.weights());
      Tensor images = torch.randn(BATCH, 3, 8, 8);
      check(
          discriminator.weights(),
          () -> {
            Tensor real = images.to(typeOf(discriminator.weights()));
            return AdversarialLoss.gradientPenalty(x -> discriminator.judge(x, null), real);
          });
    }
  }

  @Test
  void theConsistencyOfANarrowGenerator() throws IOException {
    try (Generator generator = new Generator(new GeneratorSpec(CHANNELS, 16, 2));
        Generator teacher = new Generator(new GeneratorSpec(CHANNELS, 16, 2));
        PerceptualDistance perceptual = PerceptualDistance.builtIn()) {
      stir(generator.weights());
      stir(teacher.weights());
      Consistency consistency = new Consistency(teacher, 2, Optional.of(perceptual));
      Tensor z = torch.randn(3, 16);
      Tensor other = torch.randn(3, 16);
      check(
          generator.weights(),
          () -> {
            torch.ScalarType type = typeOf(generator.weights());
            if (typeOf(teacher.weights()).value != type.value) {
              toDouble(teacher.weights());
            }
            Rendering rendering =
                new Rendering(
                    List.of(z.to(type), other.to(type)),
                    2,
                    generator.fixedNoise(),
                    Architecture.uniform(CHANNELS, 0.5));
            return consistency.of(rendering, rendering.by(generator));
          });
    }
  }

  @Test
  void pathLengths() {
    try (Generator generator = new Generator(new GeneratorSpec(CHANNELS, 16, 2))) {
      stir(generator.weights());
      Tensor z = torch.randn(BATCH, 16);
      Tensor noise = torch.randn(BATCH, 3, 16, 16);
      check(
          generator.weights(),
          () -> {
            torch.ScalarType type = typeOf(generator.weights());
            Tensor code = generator.repeat(generator.map(z.to(type)));
            // The running mean counts as a constant, which a mean that hardly moves is.
            return new FixedMean(0.3)
                .penalty(
                    changed ->
                        generator
                            .render(changed, generator.fixedNoise(), Architecture.full(CHANNELS))
                            .get(2),
                    code,
                    noise.to(type));
          });
    }
  }

  /** The penalty towards a mean that does not move with the weights. */
  private record FixedMean(double mean) {
    Tensor penalty(UnaryOperator<Tensor> render, Tensor code, Tensor noise) {
      PathLength paths = new PathLength(mean);
      paths.penalty(render, code, noise);
      // The mean that leads back to the same one after this batch's share.
      double lengths = (paths.mean() - 0.99 * mean) / 0.01;
      PathLength steady = new PathLength((mean - 0.01 * lengths) / 0.99);
      return steady.penalty(render, code, noise);
    }
  }

  private static void check(Weights weights, Supplier<Tensor> loss) {
    List<Tensor> single = Gradients.of(loss.get(), weights.parameters());
    toDouble(weights);
    List<Tensor> exact = Gradients.of(loss.get(), weights.parameters());
    double square = 0;
    double difference = 0;
    List<Tensor> direction = new ArrayList<>();
    double slope = 0;
    for (int i = 0; i < exact.size(); i++) {
      Tensor gradient = exact.get(i);
      square += Tensors.value(gradient.square().sum());
      difference +=
          Tensors.value(single.get(i).to(torch.ScalarType.Double).sub(gradient).square().sum());
      Tensor random = torch.randn_like(gradient);
      direction.add(random);
      slope += Tensors.value(random.mul(gradient).sum());
    }
    assertThat(square).isGreaterThan(1e-8);
    assertThat(Math.sqrt(difference / square)).as("single precision").isLessThan(1e-4);
    double above = moved(weights, direction, STEP, loss);
    double below = moved(weights, direction, -STEP, loss);
    double expected = (above - below) / (2 * STEP);
    assertThat(slope).isCloseTo(expected, within(1e-4 * Math.sqrt(square)));
  }

  private static double moved(
      Weights weights, List<Tensor> direction, double step, Supplier<Tensor> loss) {
    shift(weights, direction, step);
    double value = Tensors.value(loss.get());
    shift(weights, direction, -step);
    return value;
  }

  private static void shift(Weights weights, List<Tensor> direction, double step) {
    List<Tensor> parameters = weights.parameters();
    Scopes.runWithoutGradients(
        () -> {
          for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).add_(direction.get(i), Tensors.scalar(step));
          }
        });
  }

  /** Gives what begins as zero a value. */
  private static void stir(Weights weights) {
    Scopes.runWithoutGradients(
        () -> weights.parameters().forEach(t -> t.add_(torch.randn_like(t), Tensors.scalar(0.1))));
  }

  private static void toDouble(Weights weights) {
    for (String name : weights.names()) {
      Tensor tensor = weights.get(name);
      tensor.set_data(tensor.detach().to(torch.ScalarType.Double));
    }
  }

  private static torch.ScalarType typeOf(Weights weights) {
    return weights.parameters().get(0).scalar_type();
  }
}
