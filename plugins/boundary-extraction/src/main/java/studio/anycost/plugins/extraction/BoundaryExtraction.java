package studio.anycost.plugins.extraction;

import java.io.IOException;
import java.util.List;
import org.pf4j.Extension;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.api.extension.DirectionFinder;
import studio.anycost.api.extension.Services;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.parameter.ParameterSchema;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/**
 * Boundaries of the attributes that a predictor tells (Shen et al., "Interpreting the Latent Space
 * of GANs for Semantic Face Editing"). What was scored is kept: a run that was stopped, or killed,
 * goes on where it was.
 */
@Extension
public final class BoundaryExtraction implements DirectionFinder {
  private static final ContributionInfo INFO =
      new ContributionInfo(
          "boundary-extraction",
          "Sliders from samples",
          "Draws faces, asks the model's attribute predictor about them, and finds the direction"
              + " of each attribute (its boundary). Stop makes a pause; the next run goes on.",
          500,
          "Find sliders");

  /** Share of the work that sampling is. */
  private static final double SAMPLING = 0.85;

  @Override
  public ContributionInfo info() {
    return INFO;
  }

  @Override
  public ParameterSchema parameters(GeneratorDescription generator) {
    return Settings.schema(generator);
  }

  @Override
  public List<FoundDirection> find(
      ParameterValues values, Services services, TaskContext<List<FoundDirection>> task)
      throws IOException {
    Settings settings = Settings.of(values);
    Samples samples = new Samples(services.generator(), settings.draw());
    Predictor predictor = Predictor.of(services, settings);
    Fitting fitting = new Fitting(settings, samples, predictor);
    fitting.check();
    Sampling sampling = new Sampling(services.generator(), settings, predictor, System::nanoTime);
    try (ScoreFile file = sampling.open(services.folder(), task)) {
      int count = sampling.run(file, services.samples(), SAMPLING, task);
      if (count < 2 * Ends.FEWEST) {
        throw new IOException(Texts.of("boundaryExtraction.stoppedAfterFacesWhich", count));
      }
      List<FoundDirection> found = fitting.run(file, count, SAMPLING, task);
      if (found.isEmpty()) {
        throw new IOException(
            Texts.of("boundaryExtraction.nothingWasFound", String.join(" ", fitting.notices())));
      }
      fitting.notices().forEach(task::notice);
      return found;
    }
  }
}
