package studio.anycost.models.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.models.words.Texts;

/**
 * Makes the graph of a sub-generator: fixes the channel symbols to numbers and cuts every
 * initializer to its prefix.
 *
 * <p>Anycost generators are trained so that the first channels matter most; a sub-generator is the
 * prefix of every layer, with all scales those of the full width.
 */
public final class GraphSlicer {
  private final ModelProto model;
  private final ChannelSymbols symbols;
  private final List<Integer> widths;
  private final String name;

  private GraphSlicer(ModelProto model, ChannelConfiguration widths) throws InvalidGraphException {
    this.model = model;
    this.name = model.getGraph().getName();
    this.symbols = ChannelSymbols.read(model, name);
    this.widths = widths.widths();
  }

  /**
   * Slices one stage graph. Symbols without an entry in {@code widths} are refused; a width equal
   * to the full one copies nothing.
   *
   * @return a graph without channel symbols
   * @throws InvalidGraphException if a symbol does not fit the graph or the widths
   */
  public static ModelProto slice(ModelProto graph, ChannelConfiguration widths)
      throws InvalidGraphException {
    return new GraphSlicer(graph, widths).slice();
  }

  private ModelProto slice() throws InvalidGraphException {
    GraphProto graph = model.getGraph();
    GraphProto.Builder sliced =
        graph.toBuilder()
            .clearInitializer()
            .clearNode()
            .clearInput()
            .clearOutput()
            .clearValueInfo();
    for (TensorProto initializer : graph.getInitializerList()) {
      sliced.addInitializer(slice(initializer));
    }
    for (NodeProto node : graph.getNodeList()) {
      sliced.addNode(slice(node));
    }
    for (ValueInfoProto input : graph.getInputList()) {
      sliced.addInput(slice(input));
    }
    for (ValueInfoProto output : graph.getOutputList()) {
      sliced.addOutput(slice(output));
    }
    ModelProto.Builder result = model.toBuilder().setGraph(sliced).clearMetadataProps();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      if (!ChannelSymbols.isSymbolMetadata(entry)) {
        result.addMetadataProps(entry);
      }
    }
    return result.build();
  }

  private TensorProto slice(TensorProto initializer) throws InvalidGraphException {
    Optional<List<String>> axes = symbols.axesOf(initializer.getName());
    if (axes.isEmpty()) {
      return initializer;
    }
    if (axes.get().size() != initializer.getDimsCount()) {
      throw new InvalidGraphException(
          name, Texts.of("graph.graphSlicer.otherAxes", initializer.getName()));
    }
    long[] target = new long[initializer.getDimsCount()];
    for (int axis = 0; axis < target.length; axis++) {
      String symbol = axes.get().get(axis);
      long full = initializer.getDims(axis);
      target[axis] = symbol.equals(ChannelSymbols.FIXED) ? full : width(symbol);
      if (target[axis] > full) {
        throw new InvalidGraphException(
            name,
            Texts.of("graph.graphSlicer.otherWidth", initializer.getName(), full, target[axis]));
      }
    }
    return TensorBytes.prefix(initializer, target);
  }

  private NodeProto slice(NodeProto node) throws InvalidGraphException {
    Map<String, String> attributes = symbols.attributesOf(node.getName());
    if (attributes.isEmpty()) {
      return node;
    }
    NodeProto.Builder sliced = node.toBuilder();
    for (AttributeProto.Builder attribute : sliced.getAttributeBuilderList()) {
      String symbol = attributes.get(attribute.getName());
      if (symbol != null) {
        attribute.setI(width(symbol));
      }
    }
    return sliced.build();
  }

  private ValueInfoProto slice(ValueInfoProto value) throws InvalidGraphException {
    ValueInfoProto.Builder sliced = value.toBuilder();
    for (TensorShapeProto.Dimension.Builder dimension :
        sliced.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().getDimBuilderList()) {
      if (ChannelSymbols.isSymbol(dimension.getDimParam())) {
        dimension.setDimValue(width(dimension.getDimParam()));
      }
    }
    return sliced.build();
  }

  private int width(String symbol) throws InvalidGraphException {
    int entry = ChannelSymbols.entryOf(symbol);
    if (entry >= widths.size()) {
      throw new InvalidGraphException(
          name, Texts.of("graph.graphSlicer.shortConfiguration", entry, widths.size()));
    }
    return widths.get(entry);
  }
}
