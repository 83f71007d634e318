package studio.anycost.api.extension;

import java.io.IOException;
import java.util.List;
import studio.anycost.api.model.Candidate;
import studio.anycost.api.parameter.ParameterValues;
import studio.anycost.api.task.TaskContext;

/** Looks for sub-generators that are good at their cost. */
public interface SubGeneratorSearch extends Contribution {
  /**
   * Blocks on a worker thread; reports progress, publishes the front so far, returns it when asked
   * to stop, and ends promptly when cancelled.
   *
   * @return the best found, cheapest first
   * @throws WrongInputException if it cannot be done with the values, or with a file that they name
   * @throws IOException if it cannot be done, with a sentence for people
   */
  List<Candidate> search(
      ParameterValues values, Services services, TaskContext<List<Candidate>> task)
      throws IOException;
}
