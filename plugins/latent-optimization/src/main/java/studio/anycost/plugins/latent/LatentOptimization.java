package studio.anycost.plugins.latent;

import java.io.IOException;
import java.util.Optional;
import org.pf4j.Extension;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.Generator;
import studio.anycost.api.extension.LatentOptimizer;
import studio.anycost.api.extension.Services;
import studio.anycost.api.extension.WrongInputException;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.objective.Objective;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/**
 * Brings a style code closer to a photo by the gradient of a loss (Lin et al., CVPR 2021, section
 * 3.4): perceptual distance, squared difference of the pixels, nearness to what the encoder sees.
 *
 * <p>The knob <em>faithful</em> is one number for how much the photo counts against staying where
 * edits work. With {@code e = 1 - faithful} and {@code v} the variance of w, {@code e^2 / v} weighs
 * the mean squared difference to the encoder's prediction (to the mean face where there is no
 * encoder), and half of it that of the styles to their own mean.
 */
@Extension
public final class LatentOptimization implements LatentOptimizer {
  private static final ContributionInfo INFO =
      new ContributionInfo(
          "latent-optimization",
          "Refine",
          "Brings the portrait closer to the photo, step by step; stop when you like it.",
          110,
          "Refine");

  private static final int HISTORY = 10;
  private static final int EVALUATIONS = 10;

  /** In units of the deviation of w. */
  private static final double ADAM_RATE = 0.05;

  private static final double FIRST_LENGTH = 0.05;

  @Override
  public ContributionInfo info() {
    return INFO;
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    return Knobs.schema(generator);
  }

  @Override
  public StyleCode optimize(
      StyleCode start,
      RgbImage target,
      ParameterValues values,
      Services services,
      TaskContext<Iterate> task)
      throws IOException {
    Generator generator = services.generator();
    GeneratorDescription description = generator.description();
    Knobs knobs = Knobs.of(values, description);
    task.progress().report(0, Texts.of("latentOptimization.preparing"));
    try (StopWatch watch = new StopWatch(task)) {
      Optional<StyleCode> encoded = Encoding.of(target, generator, task.cancellation());
      StyleCode mean = StyleCode.broadcast(description.meanStyleArray(), description.styleCount());
      StyleCode from =
          switch (knobs.start()) {
            case PORTRAIT -> start;
            case MEAN -> mean;
            case ENCODER -> encoded.orElseThrow(() -> noEncoder(description));
          };
      double variance = StyleSpread.variance(generator);
      double editable = Math.pow(1 - knobs.faithful(), 2) / variance;
      StyleSpace space =
          new StyleSpace(description.styleCount(), description.styleDimension(), knobs.shared());
      Objective objective =
          generator.objective(
              LossTerms.of(
                  target,
                  knobs,
                  encoded.orElse(mean),
                  editable,
                  services.portraits(),
                  task.cancellation()),
              Noise.FIXED);
      ProjectionLoss loss =
          new ProjectionLoss(objective, space, new SharedPull(space, editable / 2), watch.token());
      SubGenerator full = description.channels().full();
      return new Projection(
              loss,
              space,
              descent(knobs, space, Math.sqrt(variance)),
              knobs.consistency()
                  ? Draws.of(generator, knobs.seed())
                  : Draws.fullOnly(description.channels()),
              Schedule.of(description.channels(), knobs.iterations()),
              full,
              knobs.iterations())
          .run(from, task);
    }
  }

  private static Descent descent(Knobs knobs, StyleSpace space, double deviation) {
    return switch (knobs.method()) {
      case ADAM -> new Adam(ADAM_RATE * deviation);
      case LBFGS ->
          new Lbfgs(HISTORY, EVALUATIONS, FIRST_LENGTH * deviation * Math.sqrt(space.size()));
    };
  }

  private static WrongInputException noEncoder(GeneratorDescription generator) {
    return new WrongInputException(Texts.of("latentOptimization.theModelHasNo", generator.name()));
  }
}
