package studio.anycost.training.run;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import studio.anycost.export.onnx.GeneratorSpec;
import studio.anycost.training.perceptual.PerceptualNetworks;

/**
 * All that a run is told.
 *
 * @param data the prepared pictures
 * @param generator the shape of the generator; that of the start, if there is one
 * @param options how it learns
 * @param rhythm how long it is and how often it writes
 * @param start the checkpoint of the stage before, in the public format; read before the first step
 *     only
 * @param teacher a checkpoint with the generator that pictures are held to, read before the first
 *     step only; if empty, the start's
 * @param perceptual the network of the consistency loss and of evaluations: {@link
 *     #BUILT_IN_PERCEPTUAL}, {@link #NO_PERCEPTUAL} or a feature file
 * @param threads that compute, at least 1; other numbers round otherwise
 * @param pairs pictures whose latents are known, if there are some
 */
public record RunPlan(
    Path data,
    GeneratorSpec generator,
    TrainingOptions options,
    Rhythm rhythm,
    Optional<Path> start,
    Optional<Path> teacher,
    String perceptual,
    int threads,
    Optional<Pairs> pairs) {
  /** The network that comes along. */
  public static final String BUILT_IN_PERCEPTUAL = PerceptualNetworks.BUILT_IN;

  /** No perceptual term. */
  public static final String NO_PERCEPTUAL = PerceptualNetworks.NONE;

  /**
   * How long a run is and how often it writes.
   *
   * @param steps where it ends
   * @param checkpointEvery steps from one checkpoint to the next, at least 1; there is one at the
   *     end
   * @param gridEvery steps from one grid to the next, at least 1; there is one at the end
   * @param gridSide pictures in a row of a grid, at least 1
   * @param evaluateEvery steps from one evaluation to the next, at least 1, or 0 for none at all;
   *     there is one at the end
   * @param evaluated pictures of an evaluation, at least 1
   */
  public record Rhythm(
      long steps,
      int checkpointEvery,
      int gridEvery,
      int gridSide,
      int evaluateEvery,
      int evaluated) {
    public Rhythm {
      if (steps < 1
          || checkpointEvery < 1
          || gridEvery < 1
          || gridSide < 1
          || evaluateEvery < 0
          || evaluated < 1) {
        throw new IllegalArgumentException(
            "A run takes steps and writes every so many, from 1 on.");
      }
    }
  }

  /** A plan without pairs. */
  public RunPlan(
      Path data,
      GeneratorSpec generator,
      TrainingOptions options,
      Rhythm rhythm,
      Optional<Path> start,
      Optional<Path> teacher,
      String perceptual,
      int threads) {
    this(data, generator, options, rhythm, start, teacher, perceptual, threads, Optional.empty());
  }

  /** The same from the end of another run. */
  public RunPlan startingFrom(Path checkpoint) {
    return new RunPlan(
        data,
        generator,
        options,
        rhythm,
        Optional.of(checkpoint),
        teacher,
        perceptual,
        threads,
        pairs);
  }

  public RunPlan {
    Objects.requireNonNull(data);
    Objects.requireNonNull(generator);
    Objects.requireNonNull(options);
    Objects.requireNonNull(rhythm);
    Objects.requireNonNull(start);
    Objects.requireNonNull(teacher);
    Objects.requireNonNull(perceptual);
    Objects.requireNonNull(pairs);
    if (!options.isAdversarial() && pairs.isEmpty()) {
      throw new IllegalArgumentException(
          "Without a discriminator a generator learns from pairs: name them with --pairs, or leave"
              + " out --adversarial false.");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("At least 1 thread computes, not " + threads + ".");
    }
  }
}
