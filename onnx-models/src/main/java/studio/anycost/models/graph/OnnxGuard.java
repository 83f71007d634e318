package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import studio.anycost.models.words.Texts;

/**
 * Reads ONNX bytes from somebody we do not know.
 *
 * <p>What passes holds all of its data itself (no external files), uses only the operators of
 * {@link OperatorList}, has constants whose bytes match their shapes, gives its nodes in an order
 * in which they can run, and does not make ONNX Runtime end the process in the ways that we know of
 * ({@link KernelTraps}).
 *
 * <p>Memory: no value may have more than {@value #MAX_VALUES} numbers, as far as that follows from
 * the declared sizes and the constants, with 1 for every free size. <em>Not</em> bounded are sizes
 * that the graph computes from its data while it runs, what free sizes add to that (the caller
 * chooses them), how many large values live at the same time, and the time that a run takes. A run
 * for which there is not enough memory fails with the runtime's reason, or, where the system lends
 * more memory than it has, at the mercy of the system; one that takes too long can be cancelled.
 */
public final class OnnxGuard {
  /** Most numbers in one value: 1 GiB of float32. */
  static final long MAX_VALUES = 1L << 28;

  private static final int OLDEST_OPSET = 17;
  private static final int OLDEST_FOREIGN_OPSET = 11;
  private static final int NEWEST_OPSET = 21;
  private static final int MAX_NODES = 20_000;
  private static final long MAX_WINDOW = 1024;

  /** Attributes that count pixels, and the least that makes sense of each. */
  private static final Map<String, Long> WINDOW_ATTRIBUTES =
      Map.of(
          "kernel_shape", 1L,
          "strides", 1L,
          "dilations", 1L,
          "pads", 0L,
          "output_padding", 0L);

  private static final Set<AttributeProto.AttributeType> NUMBERS_AND_TEXT =
      Set.of(
          AttributeProto.AttributeType.UNDEFINED,
          AttributeProto.AttributeType.FLOAT,
          AttributeProto.AttributeType.FLOATS,
          AttributeProto.AttributeType.INT,
          AttributeProto.AttributeType.INTS,
          AttributeProto.AttributeType.STRING,
          AttributeProto.AttributeType.STRINGS,
          AttributeProto.AttributeType.TENSOR);

  private static final Set<String> CONSTANTS = Set.of("Constant", "ConstantOfShape");

  private final String name;
  private final StoredTensors tensors;
  private final SmallestShapes shapes = new SmallestShapes();
  private final KernelTraps traps = new KernelTraps(shapes);
  private final Set<String> values = new HashSet<>();

  private OnnxGuard(String name) {
    this.name = name;
    this.tensors = new StoredTensors(name);
  }

  /**
   * Parses and checks a graph of a bundle, which the bundle's format holds to operator set {@value
   * #OLDEST_OPSET} or newer.
   *
   * @param bytes the whole file; its size is the caller's to bound
   * @param name how messages call the graph, for instance the file name
   * @return the model, with the values of its initializers as raw data
   * @throws InvalidGraphException if anything is out of bounds
   */
  public static ModelProto parse(byte[] bytes, String name) throws InvalidGraphException {
    return new OnnxGuard(name).parse(bytes, OLDEST_OPSET);
  }

  /**
   * The same for a graph that other tools wrote: operator set {@value #OLDEST_FOREIGN_OPSET} on.
   */
  public static ModelProto parseForeign(byte[] bytes, String name) throws InvalidGraphException {
    return new OnnxGuard(name).parse(bytes, OLDEST_FOREIGN_OPSET);
  }

  private ModelProto parse(byte[] bytes, int oldest) throws InvalidGraphException {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw fault(Texts.of("graph.onnxGuard.notWhole"));
    }
    checkOperatorSets(model.getOpsetImportList(), oldest);
    if (model.getFunctionsCount() > 0 || model.getTrainingInfoCount() > 0) {
      throw fault(Texts.of("graph.onnxGuard.functions"));
    }
    GraphProto graph = model.getGraph();
    if (graph.getSparseInitializerCount() > 0 || graph.getQuantizationAnnotationCount() > 0) {
      throw fault(Texts.of("graph.onnxGuard.sparse"));
    }
    if (graph.getNodeCount() == 0 || graph.getNodeCount() > MAX_NODES) {
      throw fault(Texts.of("graph.onnxGuard.tooManyNodes", graph.getNodeCount()));
    }
    ModelProto.Builder result = model.toBuilder();
    checkInitializers(graph, result);
    checkDeclarations(graph);
    for (NodeProto node : graph.getNodeList()) {
      check(node);
    }
    for (ValueInfoProto output : graph.getOutputList()) {
      if (!values.contains(output.getName())) {
        throw fault(Texts.of("graph.onnxGuard.outputMissing", output.getName()));
      }
    }
    return result.build();
  }

  /** Others may be imported as long as no node uses them; exporters do so. */
  private void checkOperatorSets(List<OperatorSetIdProto> imports, int oldest)
      throws InvalidGraphException {
    List<OperatorSetIdProto> standard =
        imports.stream().filter(opset -> isStandard(opset.getDomain())).toList();
    if (standard.size() != 1) {
      throw fault(Texts.of("graph.onnxGuard.operatorSets"));
    }
    long version = standard.get(0).getVersion();
    if (version < oldest || version > NEWEST_OPSET) {
      throw fault(Texts.of("graph.onnxGuard.operatorVersion", version, oldest, NEWEST_OPSET));
    }
  }

  private void checkInitializers(GraphProto graph, ModelProto.Builder result)
      throws InvalidGraphException {
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      TensorProto stored = graph.getInitializer(i);
      if (!values.add(stored.getName())) {
        throw fault(Texts.of("graph.onnxGuard.initializerTwice", stored.getName()));
      }
      TensorProto raw =
          tensors.checked(stored, Texts.of("graph.onnxGuard.initializer", stored.getName()));
      constant(stored.getName(), raw);
      if (raw != stored) {
        result.getGraphBuilder().setInitializer(i, raw);
      }
    }
  }

  private void constant(String value, TensorProto tensor) {
    shapes.constant(value, tensor);
    traps.declare(value, tensor.getDataType());
  }

  private void checkDeclarations(GraphProto graph) throws InvalidGraphException {
    for (ValueInfoProto input : graph.getInputList()) {
      // Old files repeat the initializers here.
      if (values.add(input.getName())) {
        shapes.declare(input);
        traps.declare(input.getName(), input.getType().getTensorType().getElemType());
      }
    }
    for (List<ValueInfoProto> declared :
        List.of(graph.getInputList(), graph.getOutputList(), graph.getValueInfoList())) {
      for (ValueInfoProto value : declared) {
        long count = 1;
        for (var axis : value.getType().getTensorType().getShape().getDimList()) {
          count = Sizes.times(count, Math.max(1, axis.getDimValue()));
        }
        if (count > MAX_VALUES) {
          throw fault(Texts.of("graph.onnxGuard.absurdSize", value.getName()));
        }
      }
    }
  }

  private void check(NodeProto node) throws InvalidGraphException {
    if (!isStandard(node.getDomain())) {
      throw fault(Texts.of("graph.onnxGuard.foreignOperator", node.getOpType(), node.getDomain()));
    }
    if (!OperatorList.allows(node.getOpType())) {
      throw fault(Texts.of("graph.onnxGuard.unknownOperator", node.getOpType()));
    }
    Set<String> attributes = new HashSet<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      if (!attributes.add(attribute.getName())) {
        throw fault(Texts.of("graph.onnxGuard.attributeTwice", called(node), attribute.getName()));
      }
      check(node, attribute);
    }
    for (String input : node.getInputList()) {
      if (!input.isEmpty() && !values.contains(input)) {
        throw fault(Texts.of("graph.onnxGuard.takesUnknown", called(node), input));
      }
    }
    for (String output : node.getOutputList()) {
      if (!output.isEmpty() && !values.add(output)) {
        throw fault(Texts.of("graph.onnxGuard.valueTwice", output));
      }
    }
    Optional<String> trap = traps.find(node);
    if (trap.isPresent()) {
      throw fault(called(node) + " " + trap.get());
    }
    checkSize(node);
  }

  private void check(NodeProto node, AttributeProto attribute) throws InvalidGraphException {
    // By what it holds too, whatever type it claims to be.
    if (!NUMBERS_AND_TEXT.contains(attribute.getType())
        || attribute.hasG()
        || attribute.getGraphsCount() > 0
        || attribute.hasSparseTensor()
        || attribute.getSparseTensorsCount() > 0
        || attribute.getTensorsCount() > 0) {
      throw fault(Texts.of("graph.onnxGuard.graphAttribute", called(node)));
    }
    if (attribute.hasT()) {
      if (!CONSTANTS.contains(node.getOpType()) || !attribute.getName().equals("value")) {
        throw fault(Texts.of("graph.onnxGuard.tensorAttribute", called(node)));
      }
      TensorProto tensor =
          tensors.checked(attribute.getT(), Texts.of("graph.onnxGuard.constant", called(node)));
      if (node.getOpType().equals("Constant") && node.getOutputCount() > 0) {
        constant(node.getOutput(0), tensor);
      }
    }
    Long least = WINDOW_ATTRIBUTES.get(attribute.getName());
    if (least != null) {
      for (long value : attribute.getIntsList()) {
        if (value < least || value > MAX_WINDOW) {
          throw fault(Texts.of("graph.onnxGuard.absurdWindow", called(node), attribute.getName()));
        }
      }
    }
  }

  private void checkSize(NodeProto node) throws InvalidGraphException {
    Optional<long[]> shape = shapes.follow(node);
    if (shape.isPresent() && Sizes.product(shape.get()) > MAX_VALUES) {
      throw fault(
          Texts.of(
              "graph.onnxGuard.valueTooLarge",
              called(node),
              LongStream.of(shape.get())
                  .mapToObj(Long::toString)
                  .collect(Collectors.joining(" x "))));
    }
  }

  private static String called(NodeProto node) {
    return node.getName().isEmpty()
        ? Texts.of("graph.onnxGuard.namelessNode", node.getOpType())
        : Texts.of("graph.onnxGuard.node", node.getName(), node.getOpType());
  }

  private static boolean isStandard(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  private InvalidGraphException fault(String fault) {
    return new InvalidGraphException(name, fault);
  }
}
