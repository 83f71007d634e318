/**
 * The line at the bottom of the window: picture, work, background tasks, model.
 *
 * <p>Shows state; starts nothing.
 */
package studio.anycost.app.fx.status;
