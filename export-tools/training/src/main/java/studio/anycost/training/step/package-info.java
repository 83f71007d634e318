/**
 * The losses of one batch, in every stage, and what a batch is made of. What is random is given; a
 * batch moves no weight.
 *
 * <p>What may live here: which pictures a loss compares, at which resolutions and widths. What may
 * not: drawing and counting, optimizers, files.
 */
package studio.anycost.training.step;
