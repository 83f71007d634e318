/**
 * One recipe on many faces: what is made of seeds and of photos, what is told of it, and the files.
 *
 * <p>Stands on {@code series} for faces and on the engine for photos. Knows neither a command line
 * nor a window, which name the faces and show what became of them.
 */
package studio.anycost.app.batch;
