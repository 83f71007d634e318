/**
 * Latent codes from seeds: the documented random generator behind {@code --seed N}.
 *
 * <p>Pure arithmetic that is the same on every platform. Nothing here knows graphs, bundles or the
 * runtime.
 */
package studio.anycost.models.latent;
