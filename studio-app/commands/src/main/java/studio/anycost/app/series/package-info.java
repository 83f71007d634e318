/**
 * Many faces in one go: which they are, what their files are called, and the work of making those
 * that are not there yet.
 *
 * <p>Knows neither options nor exit codes, which are the business of {@code cli}; refusals of what
 * a person wrote are IllegalArgumentExceptions with a sentence.
 */
package studio.anycost.app.series;
