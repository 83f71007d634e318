/**
 * Actions and their keys, buttons and menu items.
 *
 * <p>What the actions do is decided by whoever declares them.
 */
package studio.anycost.app.fx.action;
