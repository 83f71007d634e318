/**
 * The hints of the first start.
 *
 * <p>What they point at belongs to other packages and is found by its id.
 */
package studio.anycost.app.fx.tour;
