/**
 * The optional way for a plugin to bring a panel of its own.
 *
 * <p>The only package of the API that knows JavaFX; a plugin that does not use it never loads a
 * JavaFX class.
 */
package studio.anycost.api.fx;
