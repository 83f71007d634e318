/**
 * The sheet that asks what to export, how and where, and shows the file beforehand.
 *
 * <p>What was chosen lives in {@code state}, writing files in {@code command}.
 */
package studio.anycost.app.fx.export;
