/**
 * Latent codes from seeds: the documented random generator behind {@code --seed N}, and the one of
 * NumPy behind {@code --seeds-of numpy}.
 *
 * <p>Pure arithmetic that is the same on every platform. Nothing here knows graphs, bundles or the
 * runtime.
 */
package studio.anycost.models.latent;
