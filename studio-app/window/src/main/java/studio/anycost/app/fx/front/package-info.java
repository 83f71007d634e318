/**
 * What a search for sub-generators found, as points of price and distance, and what a person does
 * with them.
 *
 * <p>Shows what arrives and asks its commands; renders, measures and keeps nothing itself.
 */
package studio.anycost.app.fx.front;
