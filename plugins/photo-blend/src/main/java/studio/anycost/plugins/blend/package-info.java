/**
 * An edited face goes back into its photo.
 *
 * <p>A plugin like any other: it sees the plugin API, PF4J's annotations and the JDK, and nothing
 * of the studio. No JavaFX, no files, no state between calls. Values of pictures are 0..255 here,
 * and places are fractions of the side of the face's square.
 */
package studio.anycost.plugins.blend;
