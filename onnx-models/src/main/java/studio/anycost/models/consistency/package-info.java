/**
 * How like the full generator's pictures those of its sub-generators are, told from pictures.
 *
 * <p>Here are the measure and the choice of faces. It renders through the generator of the plugin
 * API: no graph, no file and no session lives here, and nothing decides what is like enough.
 */
package studio.anycost.models.consistency;
