/**
 * Many faces in one go: which they are, what their files are called, and the work of making those
 * that are not there yet.
 *
 * <p>Knows neither a command line nor a window; refusals of what a person wrote are
 * IllegalArgumentExceptions with a sentence.
 */
package studio.anycost.app.series;
