/**
 * What is known of directions that were found, read at leisure: their figures as a table, their
 * angles as a map.
 *
 * <p>Shows what it is handed; finds, keeps and removes nothing.
 */
package studio.anycost.app.fx.direction;
