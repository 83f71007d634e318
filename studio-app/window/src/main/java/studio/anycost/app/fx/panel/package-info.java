/**
 * The parts of the window around the portrait: where a face comes from, the panels of the edits,
 * the history, the choice of the preview, the line at the bottom, and the sheets that slide over
 * the right side.
 *
 * <p>Each shows state and hands on what the person does; what is done with it is decided in
 * commands and state, and the widgets that they are made of know no studio.
 */
package studio.anycost.app.fx.panel;
