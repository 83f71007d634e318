/**
 * Sets of values beside the document: those that a person keeps under a name, how they fit another
 * model, and those that are drawn.
 *
 * <p>Files and values alone: no engine, no window, no command line. Who applies a set to a portrait
 * is told what of it was left out.
 */
package studio.anycost.app.preset;
