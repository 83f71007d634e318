/**
 * The panels of all edits at the right of the window.
 *
 * <p>Panels are built from declarations or brought by plugins; what an edit does lives elsewhere.
 */
package studio.anycost.app.fx.inspector;
