/**
 * The wall of faces to choose from.
 *
 * <p>What may live here: how faces are laid out, looked through and chosen. What may not: which
 * faces there are, rendering, files.
 */
package studio.anycost.app.fx.faces;
