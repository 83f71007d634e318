/**
 * Aligning a face by hand: the photo with four handles, the magnifier, and the portrait that
 * follows from them.
 *
 * <p>What is being done lives in {@code HandAlignment} and touches no document; what it ends with
 * is handed to the commands in one piece.
 */
package studio.anycost.app.fx.align;
