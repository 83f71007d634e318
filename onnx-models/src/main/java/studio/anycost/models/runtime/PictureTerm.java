package studio.anycost.models.runtime;

import java.io.IOException;
import studio.anycost.api.compute.FloatTensor;

/** A term of a loss that looks at the picture. Safe to use from any thread. */
interface PictureTerm {
  /**
   * Works it out.
   *
   * @param picture {@code [1, 3, side, side]} in -1..1
   * @param values the same values, not to be changed
   * @param gradient takes the gradient times the weight, added; null if nobody wants it
   * @return the value without the weight
   */
  double evaluate(FloatTensor picture, float[] values, int side, float[] gradient, Run run)
      throws IOException;

  /** What the work is done in. */
  record Run(ComputeGate.Turn turn, RunControl control) {}
}
