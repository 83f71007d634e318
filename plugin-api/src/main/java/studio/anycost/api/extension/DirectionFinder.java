package studio.anycost.api.extension;

import java.io.IOException;
import java.util.List;
import studio.anycost.api.model.FoundDirection;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/** Finds directions in w that change one thing in a face. */
public interface DirectionFinder extends Contribution {
  /**
   * Blocks on a worker thread; reports progress, publishes what it has so far, returns it when
   * asked to stop, and ends promptly when cancelled.
   *
   * @return the directions by unique names, each as long as a style
   * @throws WrongInputException if it cannot be done with the values, or with a file that they name
   * @throws IOException if it cannot be done, with a sentence for people
   */
  List<FoundDirection> find(
      ParameterValues values, Services services, TaskContext<List<FoundDirection>> task)
      throws IOException;
}
