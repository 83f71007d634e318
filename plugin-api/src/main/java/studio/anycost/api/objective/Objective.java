package studio.anycost.api.objective;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/**
 * A loss over the style codes of a generator, to be minimised. Safe to use from any worker thread;
 * holds no native memory of its own. The work has background priority: it yields to interactive
 * renders between the parts of a picture.
 */
public interface Objective {
  /** What it is the sum of. */
  List<Term> terms();

  /**
   * Renders a code and works out the loss and its gradient. Blocks. The same code and sub-generator
   * give the same numbers.
   *
   * @param subGenerator that renders; gradients of its picture, not of the full one
   * @throws CancellationException if the token was cancelled; within some tens of milliseconds
   * @throws IllegalArgumentException if the code or the sub-generator does not fit the generator
   * @throws IOException if the runtime failed
   */
  Evaluation evaluate(StyleCode code, SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException;

  /**
   * The loss alone, for a third of the time or so. Blocks.
   *
   * @throws CancellationException if the token was cancelled
   * @throws IllegalArgumentException if the code or the sub-generator does not fit the generator
   * @throws IOException if the runtime failed
   */
  Loss loss(StyleCode code, SubGenerator subGenerator, CancellationToken cancellation)
      throws IOException;
}
