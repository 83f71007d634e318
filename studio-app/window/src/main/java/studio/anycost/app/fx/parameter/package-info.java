/**
 * Controls generated from declared parameters: from a schema a panel with sliders, switches, lists,
 * exact values, search and reset.
 *
 * <p>Knows parameters and gestures alone; no edit, no document, no plugin.
 */
package studio.anycost.app.fx.parameter;
