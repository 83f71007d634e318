/**
 * The choice of the preview at the left of the window.
 *
 * <p>How a preview is chosen automatically is decided outside the window.
 */
package studio.anycost.app.fx.preview;
