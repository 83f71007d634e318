/**
 * Where a face comes from: seeds, truncation, noise.
 *
 * <p>Nothing about edits.
 */
package studio.anycost.app.fx.face;
