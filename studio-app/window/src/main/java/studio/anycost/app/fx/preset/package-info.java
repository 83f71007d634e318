/**
 * The presets above the sliders: each is a row that shows what it does to this face while somebody
 * points at it, and does it when it is pressed.
 *
 * <p>Shows what the state has and hands on what the person does; files and values are for {@code
 * command} and {@code state}.
 */
package studio.anycost.app.fx.preset;
