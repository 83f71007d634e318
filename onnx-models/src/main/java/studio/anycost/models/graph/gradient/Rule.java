package studio.anycost.models.graph.gradient;

import studio.anycost.models.graph.InvalidGraphException;

/** How the gradient passes through one operator, from its outputs to its inputs. */
@FunctionalInterface
interface Rule {
  /**
   * Gives gradients to the inputs that need one.
   *
   * @throws InvalidGraphException if the node uses the operator in a way that has no rule
   */
  void pass(Step step) throws InvalidGraphException;
}
