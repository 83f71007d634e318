/**
 * Work in the background as the window sees it: start, progress, cancellation, result.
 *
 * <p>The work itself lives elsewhere and knows no toolkit.
 */
package studio.anycost.app.fx.task;
