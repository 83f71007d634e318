/**
 * Portraits side by side: what any sub-generators, and variants of the edits, make of the face at
 * hand, in pictures and in figures.
 *
 * <p>Renders through the engine. No toolkit: a window and a command show what comes out, or write
 * it to files.
 */
package studio.anycost.app.compare;
