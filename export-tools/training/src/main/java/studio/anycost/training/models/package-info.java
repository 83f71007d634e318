/**
 * The networks that a run begins with or compares with, from checkpoints and from bundles.
 *
 * <p>What may live here: where in a file a network is, and how a bundle's graph becomes the weights
 * that it was written from. What may not: what is done with a network.
 */
package studio.anycost.training.models;
