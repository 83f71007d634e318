/**
 * The picture in the middle of the window: zoom, pan, before and after, and its empty, working and
 * failed states; and the one place where rendered pixels become images of JavaFX.
 *
 * <p>Takes plain images; knows no engine, no document and no plugin.
 */
package studio.anycost.app.fx.portrait;
