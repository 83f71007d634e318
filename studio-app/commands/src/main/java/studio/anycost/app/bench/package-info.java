/**
 * Measurements of the real thing on this machine: renders, a drag of a slider, memory.
 *
 * <p>Drives the same engine and preview as the window. Results are plain records; who prints them
 * is the command line's business.
 */
package studio.anycost.app.bench;
