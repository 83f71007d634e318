/**
 * Losses over pictures as graphs: the picture as a network wants to see it, the network, and a
 * number made of its outputs.
 *
 * <p>What losses there are and how a picture is resampled is written here, with plain operators
 * that can be differentiated. Nothing here runs a graph, differentiates one, or knows generators.
 */
package studio.anycost.models.graph.loss;
