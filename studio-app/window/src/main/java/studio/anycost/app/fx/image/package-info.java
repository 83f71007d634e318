/**
 * From plain pixels to the screen.
 *
 * <p>The one place where rendered images become JavaFX images. No rendering, no files.
 */
package studio.anycost.app.fx.image;
