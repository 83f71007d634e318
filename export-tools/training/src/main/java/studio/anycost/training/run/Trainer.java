package studio.anycost.training.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.data.PairedLatents;
import studio.anycost.training.data.PictureData;
import studio.anycost.training.data.PictureOrder;
import studio.anycost.training.networks.Architecture;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.optimizers.MovingAverage;
import studio.anycost.training.parallel.Peers;
import studio.anycost.training.step.ArchitectureSampling;
import studio.anycost.training.step.BatchLosses;
import studio.anycost.training.step.Consistency;
import studio.anycost.training.step.GeneratorLoss;
import studio.anycost.training.step.PairLoss;
import studio.anycost.training.step.Rendering;
import studio.anycost.training.tensors.Gradients;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Sizes;
import studio.anycost.training.tensors.Tensors;

/**
 * Draws what a step needs and moves the weights, in every stage. A step depends on the state, the
 * options and its own number only, so that a run that was stopped and one that was not are the
 * same.
 */
public final class Trainer {
  private static final long STEP_SALT = 0x9e3779b97f4a7c15L;
  private static final long TRY_SALT = 0xbf58476d1ce4e5b9L;

  private final TrainingState state;
  private final TrainingOptions options;
  private final PictureData data;
  private final PictureOrder order;
  private final Architecture full;
  private final ArchitectureSampling sampling;
  private final List<Integer> resolutions;
  private final BatchLosses losses;
  private final Peers peers;
  private final Optional<PairedPictures> pairs;

  /**
   * Pictures whose latents are known.
   *
   * @param latents of the prepared pictures
   * @param told how much they count
   * @param loss how far a picture is from its own
   */
  record PairedPictures(PairedLatents latents, Pairs told, PairLoss loss) {}

  /**
   * Trains a state on pictures; the state stays the caller's.
   *
   * @param consistency what the stage holds pictures to, if it does; the caller's
   * @param peers who takes part, with the same state, options and pictures; the caller's
   * @throws IllegalArgumentException if the pictures have another size than the generator's, the
   *     discriminator is one of another stage, or the batch cannot be shared out
   */
  public Trainer(
      TrainingState state,
      TrainingOptions options,
      PictureData data,
      Optional<Consistency> consistency,
      Peers peers) {
    this(state, options, data, consistency, peers, Optional.empty());
  }

  /** The same with pictures whose latents are known. */
  Trainer(
      TrainingState state,
      TrainingOptions options,
      PictureData data,
      Optional<Consistency> consistency,
      Peers peers,
      Optional<PairedPictures> pairs) {
    Generator generator = state.generator();
    int resolution = generator.spec().resolution();
    if (data.size() != resolution) {
      throw new IllegalArgumentException(
          "The pictures have "
              + data.size()
              + " px a side, and the generator renders "
              + resolution
              + ".");
    }
    StageOptions stage = options.stage();
    if (!state.discriminator().spec().equals(stage.discriminator(generator.spec().channels()))) {
      throw new IllegalArgumentException("The discriminator is one of another stage.");
    }
    requireShares(options, peers.count());
    this.state = state;
    this.options = options;
    this.data = data;
    this.peers = peers;
    this.pairs = pairs;
    this.order = new PictureOrder(options.seed(), data.count());
    this.full = Architecture.full(generator.spec().channels());
    this.sampling = stage.sampling(generator.spec().channels());
    this.resolutions = state.discriminator().spec().resolutions();
    this.losses =
        new BatchLosses(
            generator,
            state.discriminator(),
            consistency.map(loss -> new BatchLosses.Weighted(loss, stage.consistencyWeight())),
            options.precision());
  }

  // The discriminator looks at groups of four pictures of a batch.
  private static void requireShares(TrainingOptions options, int count) {
    boolean whole = options.batch() % (4 * count) == 0;
    boolean paths = options.pathEvery() == 0 || pathBatch(options) % count == 0;
    if (count > 1 && !(whole && paths)) {
      throw new IllegalArgumentException(
          "A batch of "
              + options.batch()
              + " cannot be shared out among "
              + count
              + " processes: take a multiple of "
              + 4 * count
              + ", of which also the batch over --path-batch-shrink is a multiple of "
              + count
              + ".");
    }
  }

  private static int pathBatch(TrainingOptions options) {
    return Math.max(1, options.batch() / options.pathShrink());
  }

  /**
   * Takes one step.
   *
   * @throws DivergedException if a loss is no finite number; the state is good for nothing then
   */
  public Losses step() {
    long step = state.step() + 1;
    SplittableRandom random =
        new SplittableRandom(options.seed() ^ step * STEP_SALT ^ state.rollBacks() * TRY_SALT);
    Libtorch.seed(random.nextLong());
    Judgement judgement = options.isAdversarial() ? judge(step, random) : Judgement.NONE;
    GeneratorValues generator = Scopes.get(() -> trainGenerator(step, random));
    OptionalDouble path =
        isDue(step, options.pathEvery())
            ? OptionalDouble.of(Scopes.get(() -> evenPaths(step, random)))
            : OptionalDouble.empty();
    MovingAverage.update(
        state.average().weights(),
        state.generator().weights(),
        MovingAverage.decay(options.batch(), options.halfLifePictures()));
    state.countStep();
    return new Losses(
        step,
        judgement.discriminator(),
        generator.adversarial(),
        generator.consistency(),
        judgement.penalty(),
        path,
        state.paths().mean(),
        generator.pairs());
  }

  /** What the discriminator's part of a step came to. */
  private record Judgement(double discriminator, OptionalDouble penalty) {
    static final Judgement NONE = new Judgement(0, OptionalDouble.empty());
  }

  private Judgement judge(long step, SplittableRandom random) {
    float[] pictures = pictures(step, random);
    Architecture ofFake = sampling.draw(random);
    double discriminator = Scopes.get(() -> trainDiscriminator(pictures, ofFake, step, random));
    return new Judgement(
        discriminator,
        isDue(step, options.penaltyEvery())
            ? OptionalDouble.of(Scopes.get(() -> penalize(pictures, ofFake, step, random)))
            : OptionalDouble.empty());
  }

  private static boolean isDue(long step, int every) {
    return every > 0 && step % every == 0;
  }

  /** This process's share, of which others read theirs. */
  private float[] pictures(long step, SplittableRandom random) {
    int values = 3 * data.size() * data.size();
    float[] share = new float[options.batch() / peers.count() * values];
    for (int i = 0; i < options.batch(); i++) {
      boolean mirrored = options.mirrors() && random.nextBoolean();
      if (i % peers.count() == peers.rank()) {
        int picture = order.at((step - 1) * options.batch() + i);
        data.read(picture, mirrored, share, i / peers.count() * values);
      }
    }
    return share;
  }

  private Tensor real(float[] pictures) {
    return Tensors.of(pictures, options.batch() / peers.count(), 3, data.size(), data.size());
  }

  /** The resolutions that a loss judges; nothing is drawn where it is all of them. */
  private Set<Integer> judged(SplittableRandom random) {
    List<Integer> left = new ArrayList<>(resolutions);
    while (left.size() > options.stage().sampled()) {
      left.remove(random.nextInt(left.size()));
    }
    return new HashSet<>(left);
  }

  private double trainDiscriminator(
      float[] pictures, Architecture ofFake, long step, SplittableRandom random) {
    Set<Integer> judged = judged(random);
    Architecture ofReal = sampling.draw(random);
    Tensor full = real(pictures);
    List<Tensor> real =
        resolutions.stream()
            .filter(judged::contains)
            .map(resolution -> Sizes.averaged(full, resolution))
            .toList();
    Tensor loss = losses.discriminator(real, rendering(options.batch(), ofFake, random), ofReal);
    double value = finite(loss, "discriminator's loss", step);
    state
        .discriminatorAdam()
        .step(peers.mean(Gradients.of(loss, state.discriminator().weights().parameters())));
    return value;
  }

  // As published, told the channels of the pictures that were rendered before.
  private double penalize(
      float[] pictures, Architecture ofFake, long step, SplittableRandom random) {
    int resolution =
        resolutions.size() == 1
            ? resolutions.get(0)
            : resolutions.get(random.nextInt(resolutions.size()));
    Tensor penalty = losses.penalty(Sizes.averaged(real(pictures), resolution), ofFake);
    double value = finite(penalty, "gradient penalty", step);
    double weight = options.penaltyWeight() / 2 * options.penaltyEvery();
    state
        .discriminatorAdam()
        .step(
            peers.mean(
                Gradients.of(
                    penalty.mul(Tensors.scalar(weight)),
                    state.discriminator().weights().parameters())));
    return value;
  }

  private record GeneratorValues(
      double adversarial, OptionalDouble consistency, OptionalDouble pairs) {}

  private GeneratorValues trainGenerator(long step, SplittableRandom random) {
    Architecture architecture = sampling.draw(random);
    Tensor total = torch.zeros(new long[0]);
    double adversarial = 0;
    OptionalDouble consistency = OptionalDouble.empty();
    if (options.isAdversarial() || options.stage().hasConsistency()) {
      Set<Integer> judged = options.isAdversarial() ? judged(random) : Set.of();
      GeneratorLoss loss =
          losses.generator(rendering(options.batch(), architecture, random), judged);
      adversarial = finite(loss.adversarial(), "generator's loss", step);
      if (loss.consistency().isPresent()) {
        consistency = OptionalDouble.of(finite(loss.consistency().get(), "consistency loss", step));
      }
      total = loss.total();
    }
    OptionalDouble known = OptionalDouble.empty();
    if (pairs.isPresent() && pairs.get().told().weightAt(step) > 0) {
      Tensor distance = pairLoss(pairs.get(), architecture, random);
      known = OptionalDouble.of(finite(distance, "distance of pairs", step));
      total = total.add(distance.mul(Tensors.scalar(pairs.get().told().weightAt(step))));
    }
    state
        .generatorAdam()
        .step(peers.mean(Gradients.of(total, state.generator().weights().trained())));
    return new GeneratorValues(adversarial, consistency, known);
  }

  private Tensor pairLoss(PairedPictures paired, Architecture drawn, SplittableRandom random) {
    int values = 3 * data.size() * data.size();
    int dimension = paired.latents().dimension();
    float[] pictures = new float[options.batch() * values];
    float[] latents = new float[options.batch() * dimension];
    for (int i = 0; i < options.batch(); i++) {
      int picture = random.nextInt(data.count());
      data.read(picture, false, pictures, i * values);
      paired.latents().read(picture, latents, i * dimension);
    }
    Generator generator = state.generator();
    Rendering rendering =
        new Rendering(
            List.of(peers.share(Tensors.of(latents, options.batch(), dimension))),
            0,
            generator.drawNoise(options.batch()).stream().map(peers::share).toList(),
            paired.told().learner() == Pairs.Learner.FULL ? full : drawn);
    Tensor wanted = peers.share(Tensors.of(pictures, options.batch(), 3, data.size(), data.size()));
    return paired.loss().of(rendering, generator, wanted, options.precision());
  }

  private double evenPaths(long step, SplittableRandom random) {
    int batch = pathBatch(options);
    Rendering rendering = rendering(batch, full, random);
    Tensor noise = peers.share(torch.randn(batch, 3, data.size(), data.size()));
    Tensor penalty = losses.path(rendering, noise, state.paths(), peers::mean);
    double value = finite(penalty, "path length regularisation", step);
    double weight = options.pathWeight() * options.pathEvery();
    state
        .generatorAdam()
        .step(
            peers.mean(
                Gradients.of(
                    penalty.mul(Tensors.scalar(weight)), state.generator().weights().trained())));
    return value;
  }

  // Drawn for the whole batch, whoever renders it, so that the number of processes changes nothing.
  private Rendering rendering(int batch, Architecture architecture, SplittableRandom random) {
    Generator generator = state.generator();
    int dimension = generator.spec().styleDimension();
    List<Tensor> latents = new ArrayList<>();
    latents.add(torch.randn(batch, dimension));
    int mixAt = 0;
    if (random.nextDouble() < options.mixing()) {
      latents.add(torch.randn(batch, dimension));
      mixAt = random.nextInt(1, generator.styles());
    }
    return new Rendering(
        latents.stream().map(peers::share).toList(),
        mixAt,
        generator.drawNoise(batch).stream().map(peers::share).toList(),
        architecture);
  }

  private double finite(Tensor loss, String name, long step) {
    double value = peers.mean(Tensors.value(loss));
    if (!Double.isFinite(value)) {
      throw DivergedException.at(name, step);
    }
    return value;
  }
}
