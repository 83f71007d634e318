/**
 * The window itself: its arrangement, its actions, its place on the screen, and the module that
 * puts all of it together.
 *
 * <p>What the parts do lives in their own packages.
 */
package studio.anycost.app.fx.shell;
