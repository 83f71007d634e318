/**
 * Losses over style codes: what a picture should be close to, and how a generator's picture and its
 * gradient are asked for.
 *
 * <p>Values and one interface. How gradients are computed is the studio's business, which
 * optimisers there are is the plugins'.
 */
package studio.anycost.api.objective;
