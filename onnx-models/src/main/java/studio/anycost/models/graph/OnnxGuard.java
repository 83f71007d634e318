package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads ONNX bytes from an untrusted bundle.
 *
 * <p>What passes holds all of its data itself (no external files), uses only operators of the
 * standard domain that generators, mappings and ResNets need (none that runs a sub-graph or makes
 * large outputs from small inputs), and has initializers whose bytes match their shapes.
 */
public final class OnnxGuard {
  private static final int OLDEST_OPSET = 17;
  private static final int NEWEST_OPSET = 21;
  private static final int MAX_NODES = 20_000;
  private static final int MAX_RANK = 8;
  private static final long MAX_WINDOW = 64;
  private static final Set<String> WINDOW_ATTRIBUTES =
      Set.of("kernel_shape", "strides", "pads", "dilations", "output_padding");

  private static final Set<String> OPERATORS =
      Set.of(
          "Add",
          "AveragePool",
          "BatchNormalization",
          "Cast",
          "Clip",
          "Concat",
          "Conv",
          "ConvTranspose",
          "DepthToSpace",
          "Div",
          "Flatten",
          "Gather",
          "Gemm",
          "GlobalAveragePool",
          "Identity",
          "LeakyRelu",
          "MatMul",
          "MaxPool",
          "Mul",
          "Neg",
          "Pow",
          "Reciprocal",
          "ReduceMean",
          "ReduceSum",
          "ReduceSumSquare",
          "Relu",
          "Reshape",
          "Sigmoid",
          "Slice",
          "Softmax",
          "Split",
          "Sqrt",
          "Squeeze",
          "Sub",
          "Transpose",
          "Unsqueeze");

  private final String name;

  private OnnxGuard(String name) {
    this.name = name;
  }

  /**
   * Parses and checks.
   *
   * @param bytes the whole file; its size is the caller's to bound
   * @param name how messages call the graph, for instance the file name
   * @throws InvalidGraphException if anything is out of bounds
   */
  public static ModelProto parse(byte[] bytes, String name) throws InvalidGraphException {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new InvalidGraphException(name, "it is not a whole ONNX file");
    }
    new OnnxGuard(name).check(model);
    return model;
  }

  private void check(ModelProto model) throws InvalidGraphException {
    if (model.getOpsetImportCount() != 1) {
      throw fault("it does not import exactly one operator set");
    }
    OperatorSetIdProto opset = model.getOpsetImport(0);
    if (!isStandard(opset.getDomain())
        || opset.getVersion() < OLDEST_OPSET
        || opset.getVersion() > NEWEST_OPSET) {
      throw fault(
          "it needs operator set '"
              + opset.getDomain()
              + "' "
              + opset.getVersion()
              + "; supported is the standard one, "
              + OLDEST_OPSET
              + " to "
              + NEWEST_OPSET);
    }
    if (model.getFunctionsCount() > 0 || model.getTrainingInfoCount() > 0) {
      throw fault("it brings functions or training information");
    }
    GraphProto graph = model.getGraph();
    if (graph.getSparseInitializerCount() > 0 || graph.getQuantizationAnnotationCount() > 0) {
      throw fault("it has sparse or quantised initializers");
    }
    if (graph.getNodeCount() == 0 || graph.getNodeCount() > MAX_NODES) {
      throw fault("it has " + graph.getNodeCount() + " nodes");
    }
    Set<String> initializers = new HashSet<>();
    for (TensorProto initializer : graph.getInitializerList()) {
      if (!initializers.add(initializer.getName())) {
        throw fault("the initializer " + initializer.getName() + " stands in it twice");
      }
      check(initializer);
    }
    for (NodeProto node : graph.getNodeList()) {
      check(node);
    }
  }

  private void check(TensorProto tensor) throws InvalidGraphException {
    String what = "the initializer " + tensor.getName();
    if (tensor.getDataLocation() != TensorProto.DataLocation.DEFAULT
        || tensor.getExternalDataCount() > 0) {
      throw fault(what + " keeps its data in another file");
    }
    int elementSize = TensorBytes.elementSize(tensor.getDataType());
    if (elementSize == 0) {
      throw fault(what + " has an element type that is not supported");
    }
    if (tensor.getDimsCount() > MAX_RANK) {
      throw fault(what + " has " + tensor.getDimsCount() + " axes");
    }
    long bytes = elementSize;
    for (long size : tensor.getDimsList()) {
      if (size < 1 || size > Integer.MAX_VALUE || bytes > Integer.MAX_VALUE) {
        throw fault(what + " has an absurd shape");
      }
      bytes *= size;
    }
    if (bytes != tensor.getRawData().size()) {
      throw fault(what + " has a shape that does not match its data");
    }
  }

  private void check(NodeProto node) throws InvalidGraphException {
    if (!isStandard(node.getDomain()) || !OPERATORS.contains(node.getOpType())) {
      throw fault("it uses the operator '" + node.getOpType() + "', which is not supported");
    }
    for (AttributeProto attribute : node.getAttributeList()) {
      switch (attribute.getType()) {
        case GRAPH,
            GRAPHS,
            TENSOR,
            TENSORS,
            SPARSE_TENSOR,
            SPARSE_TENSORS,
            TYPE_PROTO,
            TYPE_PROTOS ->
            throw fault(
                "the node " + node.getName() + " has an attribute that holds a graph or a tensor");
        default -> {}
      }
      if (WINDOW_ATTRIBUTES.contains(attribute.getName())) {
        for (long value : attribute.getIntsList()) {
          if (value < 0 || value > MAX_WINDOW) {
            throw fault("the node " + node.getName() + " has an absurd " + attribute.getName());
          }
        }
      }
    }
  }

  private static boolean isStandard(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  private InvalidGraphException fault(String fault) {
    return new InvalidGraphException(name, fault);
  }
}
