package studio.anycost.plugins.latent;

import java.io.IOException;

/** A function of many variables, with its gradient. */
@FunctionalInterface
interface Smooth {
  /**
   * @param x not changed, and not to be changed afterwards
   * @throws IOException with a sentence if it cannot be worked out
   * @throws java.util.concurrent.CancellationException if the work was ended
   */
  Point at(double[] x) throws IOException;
}
