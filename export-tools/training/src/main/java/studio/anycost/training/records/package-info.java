/**
 * What runs of every kind write while they go on, and read when they go on: options, tables by
 * step, sheets of pictures.
 *
 * <p>What may live here: the form of such files, and that a run which was killed can go on with
 * them. What may not: what a run measures or learns.
 */
package studio.anycost.training.records;
