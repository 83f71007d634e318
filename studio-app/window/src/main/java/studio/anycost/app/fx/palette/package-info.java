/**
 * The palette: all actions, and all that has a name, by their names.
 *
 * <p>What may live here: how they are found and shown. What may not: what they do.
 */
package studio.anycost.app.fx.palette;
