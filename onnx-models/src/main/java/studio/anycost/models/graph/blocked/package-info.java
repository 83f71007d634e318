/**
 * Stage graphs rewritten for the machine: the layout in which ONNX Runtime's convolutions are
 * fastest, kept through a whole stage.
 *
 * <p>A stage graph of a bundle is read into a {@link
 * studio.anycost.models.graph.blocked.StyledStage} and written anew. Here live the reader, the
 * forms that its parts are written in, forwards and backwards, and the cut into strips. Nothing
 * here runs a graph; which layout a machine has is told from outside.
 */
package studio.anycost.models.graph.blocked;
