/**
 * The numbers that training makes small. They are made of tensors and stay differentiable.
 *
 * <p>What may live here: a loss and what it must remember. What may not: networks, optimizers, when
 * a loss is used.
 */
package studio.anycost.training.losses;
