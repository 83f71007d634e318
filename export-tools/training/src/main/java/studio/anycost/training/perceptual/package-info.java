/**
 * How alike two pictures look, differentiably: features of a network that the studio runs
 * elsewhere, computed by libtorch.
 *
 * <p>What may live here: reading such a network, its operators, the distance. What may not: which
 * pictures are compared, weights that are trained.
 */
package studio.anycost.training.perceptual;
