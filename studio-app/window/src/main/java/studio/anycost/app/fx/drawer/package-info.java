/**
 * What slides over the right side of the window: preferences, plugins, shortcuts.
 *
 * <p>Nothing here blocks the window; a drawer is never a question.
 */
package studio.anycost.app.fx.drawer;
