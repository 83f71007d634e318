/**
 * Mixes the styles of two faces.
 *
 * <p>A plugin like any other: it sees the plugin API, PF4J's annotations and the JDK, and nothing
 * of the studio. No JavaFX, no files, no state between calls.
 */
package studio.anycost.plugins.mixing;
