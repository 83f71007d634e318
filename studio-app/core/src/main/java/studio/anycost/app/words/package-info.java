/**
 * What the core says to people: its sentences lie in {@code words.properties} and {@code
 * words_de.properties} of this package, by keys that begin with the package and the class that says
 * them. Commands say them in English.
 *
 * <p>Nothing here knows anything else of the studio.
 */
package studio.anycost.app.words;
