/**
 * Losses over pictures as graphs: the picture as a network wants to see it, the network, and a
 * number made of its outputs.
 *
 * <p>What losses there are is written here, with plain operators that can be differentiated. How a
 * picture is resampled comes from the plugin API, so that a loss and a report see the same pixels.
 * Nothing here runs a graph, differentiates one, or knows generators.
 */
package studio.anycost.models.graph.loss;
