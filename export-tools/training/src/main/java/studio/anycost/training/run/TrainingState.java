package studio.anycost.training.run;

import java.util.List;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.losses.PathLength;
import studio.anycost.training.networks.Discriminator;
import studio.anycost.training.networks.DiscriminatorSpec;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.optimizers.Adam;
import studio.anycost.training.parallel.Peers;
import studio.anycost.training.tensors.Libtorch;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/** Everything that a run changes. Owns its networks and optimizers; close it at the end. */
public final class TrainingState implements AutoCloseable {
  private final Generator generator;
  private final Generator average;
  private final Discriminator discriminator;
  private final Adam generatorAdam;
  private final Adam discriminatorAdam;
  private PathLength paths = new PathLength(0);
  private long step;
  private int rollBacks;
  // Before any evaluation.
  private double best = Double.MAX_VALUE;

  /** A state before the first step, with weights drawn from the seed. */
  public TrainingState(
      GeneratorSpec spec, DiscriminatorSpec discriminatorSpec, TrainingOptions options) {
    Libtorch.seed(options.seed());
    generator = new Generator(spec);
    if (!options.trainsMapping()) {
      generator.holdMapping();
    }
    discriminator = new Discriminator(discriminatorSpec);
    average = new Generator(spec);
    average.weights().copyFrom(generator.weights());
    generatorAdam = new Adam(generator.weights(), options.generatorAdam());
    discriminatorAdam = new Adam(discriminator.weights(), options.discriminatorAdam());
  }

  /** The generator that is trained. */
  public Generator generator() {
    return generator;
  }

  /** The running average of it, which is what a run is for. */
  public Generator average() {
    return average;
  }

  /** Its opponent. */
  public Discriminator discriminator() {
    return discriminator;
  }

  /** The generator's optimizer. */
  public Adam generatorAdam() {
    return generatorAdam;
  }

  /** The discriminator's optimizer. */
  public Adam discriminatorAdam() {
    return discriminatorAdam;
  }

  /** The path lengths with their running mean. */
  public PathLength paths() {
    return paths;
  }

  /** The steps done so far. */
  public long step() {
    return step;
  }

  /** How often the run went back to a checkpoint; every time it draws other random numbers. */
  int rollBacks() {
    return rollBacks;
  }

  /** The smallest figure of an evaluation so far. */
  double best() {
    return best;
  }

  /** Takes an evaluation's figure; whether it is smaller than all before. */
  boolean isBest(double figure) {
    if (!(figure < best)) {
      return false;
    }
    best = figure;
    return true;
  }

  /** Goes on where another run was. */
  void resumeBest(double figure) {
    best = figure;
  }

  /** Whether all weights are finite numbers, the average's too. */
  boolean isFinite() {
    return isFinite(generator.weights())
        && isFinite(average.weights())
        && isFinite(discriminator.weights());
  }

  // A sum is no finite number if a part is none, and weights are far from where it overflows.
  private static boolean isFinite(Weights weights) {
    return weights.parameters().stream()
        .allMatch(
            tensor -> Scopes.get(() -> Double.isFinite(Tensors.value(tensor.detach().sum()))));
  }

  /** Makes it what it is in the first process. */
  void copyFirst(Peers peers) {
    if (peers.count() == 1) {
      return;
    }
    for (Weights weights :
        List.of(generator.weights(), average.weights(), discriminator.weights())) {
      peers.copyFirst(weights.names().stream().map(weights::get).toList());
    }
    for (Adam adam : List.of(generatorAdam, discriminatorAdam)) {
      peers.copyFirst(adam.firstMoments());
      peers.copyFirst(adam.secondMoments());
    }
    long[] counts =
        peers.copyFirst(
            new long[] {
              step,
              rollBacks,
              generatorAdam.steps(),
              discriminatorAdam.steps(),
              Double.doubleToRawLongBits(paths.mean())
            });
    resumeAt(counts[0], (int) counts[1], Double.longBitsToDouble(counts[4]));
    generatorAdam.resumeAt(counts[2]);
    discriminatorAdam.resumeAt(counts[3]);
  }

  void countStep() {
    step++;
  }

  /** Goes on where another run was; weights and moments are copied in by the caller. */
  void resumeAt(long steps, int rollBacks, double pathMean) {
    step = steps;
    this.rollBacks = rollBacks;
    paths = new PathLength(pathMean);
  }

  /** Counts one more return to a checkpoint than it had, or several. */
  void countRollBacks(int tries) {
    rollBacks += tries;
  }

  /** Frees networks and optimizers. */
  @Override
  public void close() {
    generatorAdam.close();
    discriminatorAdam.close();
    generator.close();
    average.close();
    discriminator.close();
  }
}
