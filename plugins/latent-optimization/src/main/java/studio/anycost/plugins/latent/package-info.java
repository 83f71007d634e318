/**
 * Latent optimization: the style code whose picture is closest to a photo, by gradients.
 *
 * <p>A plugin like any other: it sees the plugin API, PF4J's annotations and the JDK, and nothing
 * of the studio. No JavaFX, no files, no state between calls. The optimisers ({@link Adam}, {@link
 * Lbfgs}) know functions of many variables and nothing of faces; what is minimised is in {@link
 * ProjectionLoss}, by which sub-generator in {@link Draws} and {@link Schedule}.
 */
package studio.anycost.plugins.latent;
