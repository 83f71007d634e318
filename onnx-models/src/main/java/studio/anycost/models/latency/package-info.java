/**
 * How long a generator's stages take on this machine: what was measured, and what follows from it
 * for stages that never ran.
 *
 * <p>Numbers only. Who measures is the runtime's business, where the numbers are kept is the
 * application's. Nothing here runs a graph, reads a file or owns a thread.
 */
package studio.anycost.models.latency;
