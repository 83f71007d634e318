package studio.anycost.training.run;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.data.PictureOrder;
import studio.anycost.training.losses.AdversarialLoss;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Discriminator;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.optimizers.MovingAverage;
import studio.anycost.training.tensors.Gradients;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;

/**
 * The first stage: StyleGAN2. A step depends on the state, the options and its own number only, so
 * that a run that was stopped and one that was not are the same.
 */
public final class Trainer {
  private final TrainingState state;
  private final TrainingOptions options;
  private final PictureData data;
  private final PictureOrder order;
  private final Architecture full;

  /**
   * Trains a state on pictures; the state stays the caller's.
   *
   * @throws IllegalArgumentException if the pictures have another size than the generator's, or the
   *     discriminator is one of later stages
   */
  public Trainer(TrainingState state, TrainingOptions options, PictureData data) {
    int resolution = state.generator().spec().resolution();
    if (data.size() != resolution) {
      throw new IllegalArgumentException(
          "The pictures have "
              + data.size()
              + " px a side, and the generator renders "
              + resolution
              + ".");
    }
    if (state.discriminator().spec().inputs() != 1) {
      throw new IllegalArgumentException("The first stage judges one resolution.");
    }
    this.state = state;
    this.options = options;
    this.data = data;
    this.order = new PictureOrder(options.seed(), data.count());
    this.full = Architecture.full(state.generator().spec().channels());
  }

  /**
   * Takes one step.
   *
   * @throws DivergedException if a loss is no finite number
   */
  public Losses step() {
    long step = state.step() + 1;
    SplittableRandom random = new SplittableRandom(options.seed() ^ step * 0x9e3779b97f4a7c15L);
    Libtorch.seed(random.nextLong());
    float[] pictures = pictures(step, random);
    double discriminator = Scopes.get(() -> trainDiscriminator(pictures, step, random));
    OptionalDouble penalty =
        isDue(step, options.penaltyEvery())
            ? OptionalDouble.of(Scopes.get(() -> penalize(pictures, step)))
            : OptionalDouble.empty();
    double generator = Scopes.get(() -> trainGenerator(step, random));
    OptionalDouble path =
        isDue(step, options.pathEvery())
            ? OptionalDouble.of(Scopes.get(() -> evenPaths(step, random)))
            : OptionalDouble.empty();
    MovingAverage.update(
        state.average().weights(),
        state.generator().weights(),
        MovingAverage.decay(options.batch(), options.halfLifePictures()));
    state.countStep();
    return new Losses(step, discriminator, generator, penalty, path, state.paths().mean());
  }

  private static boolean isDue(long step, int every) {
    return every > 0 && step % every == 0;
  }

  private float[] pictures(long step, SplittableRandom random) {
    int values = 3 * data.size() * data.size();
    float[] batch = new float[options.batch() * values];
    for (int i = 0; i < options.batch(); i++) {
      int picture = order.at((step - 1) * options.batch() + i);
      boolean mirrored = options.mirrors() && random.nextBoolean();
      data.read(picture, mirrored, batch, i * values);
    }
    return batch;
  }

  private Tensor real(float[] pictures) {
    return Tensors.of(pictures, options.batch(), 3, data.size(), data.size());
  }

  private double trainDiscriminator(float[] pictures, long step, SplittableRandom random) {
    Discriminator discriminator = state.discriminator();
    Tensor fake = Scopes.withoutGradients(() -> render(code(options.batch(), random)));
    Tensor loss =
        AdversarialLoss.discriminator(
            discriminator.judge(real(pictures), null), discriminator.judge(fake, null));
    double value = finite(loss, "discriminator's loss", step);
    state.discriminatorAdam().step(Gradients.of(loss, discriminator.weights().parameters()));
    return value;
  }

  private double penalize(float[] pictures, long step) {
    Discriminator discriminator = state.discriminator();
    Tensor real = real(pictures).requires_grad_(true);
    Tensor penalty = AdversarialLoss.gradientPenalty(discriminator.judge(real, null), real);
    double value = finite(penalty, "gradient penalty", step);
    double weight = options.penaltyWeight() / 2 * options.penaltyEvery();
    state
        .discriminatorAdam()
        .step(
            Gradients.ofRegularization(
                penalty.mul(Tensors.scalar(weight)), discriminator.weights().parameters()));
    return value;
  }

  private double trainGenerator(long step, SplittableRandom random) {
    Tensor fake = render(code(options.batch(), random));
    Tensor loss = AdversarialLoss.generator(state.discriminator().judge(fake, null));
    double value = finite(loss, "generator's loss", step);
    state.generatorAdam().step(Gradients.of(loss, state.generator().weights().parameters()));
    return value;
  }

  private double evenPaths(long step, SplittableRandom random) {
    Tensor code = code(Math.max(1, options.batch() / options.pathShrink()), random);
    Tensor images = render(code);
    Tensor penalty = state.paths().penalty(images, code, torch.randn_like(images));
    double value = finite(penalty, "path length regularisation", step);
    double weight = options.pathWeight() * options.pathEvery();
    state
        .generatorAdam()
        .step(
            Gradients.ofRegularization(
                penalty.mul(Tensors.scalar(weight)), state.generator().weights().parameters()));
    return value;
  }

  private Tensor code(int batch, SplittableRandom random) {
    Generator generator = state.generator();
    int dimension = generator.spec().styleDimension();
    Tensor style = generator.map(torch.randn(batch, dimension));
    if (random.nextDouble() >= options.mixing()) {
      return generator.repeat(style);
    }
    Tensor other = generator.map(torch.randn(batch, dimension));
    return generator.mix(style, other, random.nextInt(1, generator.styles()));
  }

  private Tensor render(Tensor code) {
    Generator generator = state.generator();
    List<Tensor> images = generator.render(code, generator.drawNoise(code.size(0)), full);
    return images.get(images.size() - 1);
  }

  private static double finite(Tensor loss, String name, long step) {
    double value = Tensors.value(loss);
    if (!Double.isFinite(value)) {
      throw new DivergedException(name, step);
    }
    return value;
  }
}
