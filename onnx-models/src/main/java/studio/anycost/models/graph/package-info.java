/**
 * ONNX graphs as data: checking them, building them, and the transforms ONNX to ONNX.
 *
 * <p>Here live the conventions of stage graphs, the guard that reads hostile bytes, slicing and
 * chaining. Nothing here runs a graph or knows ONNX Runtime, files or bundles.
 */
package studio.anycost.models.graph;
