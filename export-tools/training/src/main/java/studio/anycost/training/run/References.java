package studio.anycost.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.training.networks.Generator;
import studio.anycost.training.perceptual.PerceptualDistance;
import studio.anycost.training.perceptual.PerceptualNetworks;
import studio.anycost.training.step.Consistency;

/** What a run compares with and does not train. Owns it. */
final class References implements AutoCloseable {
  private final Optional<Generator> teacher;
  private final Optional<PerceptualDistance> perceptual;

  private References(Optional<Generator> teacher, Optional<PerceptualDistance> perceptual) {
    this.teacher = teacher;
    this.perceptual = perceptual;
  }

  /**
   * Loads them.
   *
   * @param teacher the file of the teacher, read if the stage has one
   * @throws IOException with a sentence if one cannot be read
   */
  static References of(RunPlan plan, Path teacher) throws IOException {
    boolean taught = isTaught(plan.options().stage());
    Optional<Generator> generator =
        taught
            ? Optional.of(TrainingCheckpoint.loadGenerator(teacher))
            : Optional.<Generator>empty();
    try {
      return new References(generator, PerceptualNetworks.of(plan.perceptual()));
    } catch (IOException | RuntimeException e) {
      generator.ifPresent(Generator::close);
      throw e;
    }
  }

  static boolean isTaught(StageOptions stage) {
    return stage.hasConsistency() && stage.reference() == StageOptions.Reference.TEACHER;
  }

  Optional<PerceptualDistance> perceptual() {
    return perceptual;
  }

  /** The consistency loss of a stage, if it has one. */
  Optional<Consistency> consistency(StageOptions stage, Generator trained) {
    return stage.hasConsistency()
        ? Optional.of(new Consistency(teacher.orElse(trained), stage.resolutions(), perceptual))
        : Optional.empty();
  }

  @Override
  public void close() {
    teacher.ifPresent(Generator::close);
    perceptual.ifPresent(PerceptualDistance::close);
  }
}
