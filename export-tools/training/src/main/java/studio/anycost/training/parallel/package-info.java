/**
 * Several processes that train one run, on one machine or several.
 *
 * <p>What may live here: who takes part, and how tensors and numbers become the same for all. What
 * may not: losses, steps, files.
 */
package studio.anycost.training.parallel;
