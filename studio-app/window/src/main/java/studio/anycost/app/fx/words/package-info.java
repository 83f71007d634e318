/**
 * What the window says: its sentences and labels lie in {@code words.properties} and {@code
 * words_de.properties} of this package, by keys that begin with the package and the class that says
 * them.
 *
 * <p>Nothing here knows anything else of the window.
 */
package studio.anycost.app.fx.words;
