/**
 * The picture in the middle of the window: zoom, pan, before and after, and its empty, working and
 * failed states.
 *
 * <p>Takes plain images; knows no engine, no document and no plugin.
 */
package studio.anycost.app.fx.portrait;
