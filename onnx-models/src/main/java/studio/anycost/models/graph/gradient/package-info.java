/**
 * Reverse-mode differentiation of graphs: from an ONNX graph another one that computes gradients.
 *
 * <p>Rules of operators live here, each the transposed Jacobian of its operator, written as nodes
 * of the standard domain. Nothing here runs a graph, knows generators, or chooses what is
 * optimised.
 */
package studio.anycost.models.graph.gradient;
