/**
 * The list of changes.
 *
 * <p>Shows and jumps; the history itself belongs to the document.
 */
package studio.anycost.app.fx.history;
