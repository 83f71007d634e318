/**
 * What all views share: their life on the screen, icons, tooltips and small general widgets.
 *
 * <p>Nothing here knows an engine, a document or a plugin.
 */
package studio.anycost.app.fx.view;
