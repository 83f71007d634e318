package studio.anycost.models.graph;

import java.util.Set;

/**
 * The operators that a graph from outside may use.
 *
 * <p>In are those of the standard domain that image networks are made of and whose output follows
 * from the shapes of their inputs. Out, on purpose, are
 *
 * <ul>
 *   <li>{@code If}, {@code Loop}, {@code Scan}, {@code SequenceMap} and functions: they hide graphs
 *       inside nodes and can run for ever;
 *   <li>recurrent layers: a loop in one node, which no cancellation interrupts;
 *   <li>{@code NonZero}, {@code NonMaxSuppression}, {@code Unique}, {@code Compress}, {@code
 *       Range}, {@code TopK}: the size of what they give depends on the data, so that nothing can
 *       be said about it beforehand;
 *   <li>{@code Einsum}, {@code ScatterND}, {@code Mod} and the like, which no network that we met
 *       needs: every further kernel is one more that meets hostile input;
 *   <li>random numbers: a run could not be repeated;
 *   <li>sequences, optional values and strings: not numbers;
 *   <li>other domains: what they need may not be in this build of ONNX Runtime.
 * </ul>
 */
final class OperatorList {
  private static final Set<String> ALLOWED =
      Set.of(
          "Abs",
          "Add",
          "And",
          "ArgMax",
          "ArgMin",
          "AveragePool",
          "BatchNormalization",
          "Cast",
          "Ceil",
          "Clip",
          "Concat",
          "Constant",
          "ConstantOfShape",
          "Conv",
          "ConvTranspose",
          "Cos",
          "DepthToSpace",
          "DequantizeLinear",
          "Div",
          "Elu",
          "Equal",
          "Erf",
          "Exp",
          "Expand",
          "Flatten",
          "Floor",
          "Gather",
          "Gelu",
          "Gemm",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "Greater",
          "GreaterOrEqual",
          "HardSigmoid",
          "HardSwish",
          "Identity",
          "InstanceNormalization",
          "LayerNormalization",
          "LeakyRelu",
          "Less",
          "LessOrEqual",
          "Log",
          "LogSoftmax",
          "MatMul",
          "Max",
          "MaxPool",
          "Mean",
          "Min",
          "Mul",
          "Neg",
          "Not",
          "Or",
          "PRelu",
          "Pad",
          "Pow",
          "QuantizeLinear",
          "Reciprocal",
          "ReduceL1",
          "ReduceL2",
          "ReduceLogSum",
          "ReduceLogSumExp",
          "ReduceMax",
          "ReduceMean",
          "ReduceMin",
          "ReduceProd",
          "ReduceSum",
          "ReduceSumSquare",
          "Relu",
          "Reshape",
          "Resize",
          "Round",
          "Selu",
          "Shape",
          "Sigmoid",
          "Sign",
          "Sin",
          "Size",
          "Slice",
          "Softmax",
          "Softplus",
          "Softsign",
          "SpaceToDepth",
          "Split",
          "Sqrt",
          "Squeeze",
          "Sub",
          "Sum",
          "Tanh",
          "Tile",
          "Transpose",
          "Unsqueeze",
          "Where");

  private OperatorList() {}

  static boolean allows(String operator) {
    return ALLOWED.contains(operator);
  }
}
