package studio.anycost.api.extension;

import java.io.IOException;
import studio.anycost.api.model.Iterate;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/** Improves a style code so that the generator's image comes closer to a target. */
public interface LatentOptimizer extends Contribution {
  /**
   * Blocks on a worker thread; reports progress, publishes iterates, returns the best so far when
   * asked to stop, and ends promptly when cancelled.
   *
   * @param start where to begin
   * @param target square and aligned, of any side
   * @return a code of the shape of {@code start}
   * @throws IOException if it cannot be done, with a sentence for people
   */
  StyleCode optimize(
      StyleCode start,
      RgbImage target,
      ParameterValues values,
      Services services,
      TaskContext<Iterate> task)
      throws IOException;
}
