/**
 * How weights move: Adam, and the running average of a generator's weights.
 *
 * <p>What may live here: an update and its state. What may not: where gradients come from.
 */
package studio.anycost.training.optimizers;
