/**
 * Sentences for people in the language of the studio: what the studio itself and plugins say in
 * words.
 *
 * <p>Nothing here knows what is said, nor which languages there are.
 */
package studio.anycost.api.words;
