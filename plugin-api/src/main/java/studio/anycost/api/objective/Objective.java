package studio.anycost.api.objective;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.api.task.CancellationToken;

/**
 * A loss over the style codes of a generator, to be minimised. Safe to use from any worker thread;
 * holds no native memory of its own (the generator keeps what the first stages of the last
 * evaluation gave, within bounds, for the next one). The work has background priority: it yields to
 * interactive renders between the parts of a picture.
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
   * The same for who changes only the styles from one on, which set what is fine in a face: the
   * gradient says nothing of the styles before it, and the way back ends early. If the code before
   * had the same first styles, what depends on those alone is not rendered again either; that is so
   * for all evaluations.
   *
   * @param firstStyle the first style that is asked for; the gradient is 0 for those before it
   * @throws CancellationException if the token was cancelled
   * @throws IllegalArgumentException if the code or the sub-generator does not fit the generator
   * @throws IndexOutOfBoundsException if the code has no such style
   * @throws IOException if the runtime failed
   */
  default Evaluation evaluate(
      StyleCode code, SubGenerator subGenerator, int firstStyle, CancellationToken cancellation)
      throws IOException {
    Objects.checkIndex(firstStyle, code.count());
    Evaluation all = evaluate(code, subGenerator, cancellation);
    float[] gradient = all.gradient().toArray();
    Arrays.fill(gradient, 0, firstStyle * code.dimension(), 0);
    return new Evaluation(
        all.loss(), StyleCode.of(code.count(), code.dimension(), gradient), all.image());
  }

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
