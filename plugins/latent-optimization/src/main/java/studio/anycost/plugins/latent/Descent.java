package studio.anycost.plugins.latent;

import java.io.IOException;
import java.util.OptionalDouble;

/** A way to go down, step by step. Not safe for use by several threads. */
interface Descent {
  /**
   * Where a step led.
   *
   * @param value of the step's function there, if it is known
   * @param moved false if no way down was found
   */
  record Step(double[] x, OptionalDouble value, boolean moved) {}

  /**
   * Goes one step downhill.
   *
   * @param function the same at every evaluation of this step; the next step may have another one
   *     that is like it
   * @param x where to begin; not changed
   * @throws IOException what the function throws
   */
  Step step(Smooth function, double[] x) throws IOException;
}
