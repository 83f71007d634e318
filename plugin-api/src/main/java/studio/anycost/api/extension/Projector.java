package studio.anycost.api.extension;

import java.io.IOException;
import studio.anycost.api.model.RgbImage;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/** Finds the style code of an aligned portrait (projection, also called inversion). */
public interface Projector extends Contribution {
  /**
   * Blocks on a worker thread; reports progress, publishes iterates, returns the best so far when
   * asked to stop, and ends promptly when cancelled.
   *
   * @param portrait square and aligned, of any side
   * @return a code of the open generator's shape
   * @throws IOException if it cannot be done, with a sentence for people
   */
  StyleCode project(
      RgbImage portrait, ParameterValues values, Services services, TaskContext<StyleCode> task)
      throws IOException;
}
