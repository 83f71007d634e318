package studio.anycost.models.graph.standalone;

import ai.onnx.proto.OnnxMl.ModelProto;

/**
 * The mapping from z, to be put before the stages.
 *
 * @param mapping graph with input {@code z} [n, styleDim] and output {@code w} [n, styleDim]
 * @param meanStyle what truncation pulls to, as long as a style; not copied
 * @param psi truncation, {@code w' = mean + psi (w - mean)}; 1 changes nothing
 */
public record MappedInput(ModelProto mapping, float[] meanStyle, double psi) {}
