package studio.anycost.models.graph.standalone;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.models.graph.InvalidGraphException;
import studio.anycost.models.graph.StageNames;

/**
 * Puts sliced stages in a row.
 *
 * <p>The result has the input {@code styles} [1, nStyles, styleDim], the noise inputs of the stages
 * if they are to stay inputs, and the output {@code image} [1, 3, N, N], not clamped.
 */
final class GraphChainer {
  private final GraphProto.Builder chained = GraphProto.newBuilder();
  private final Map<String, float[]> noise;
  private final StandaloneForm.Noise noiseForm;

  private GraphChainer(Map<String, float[]> noise, StandaloneForm.Noise noiseForm) {
    this.noise = noise;
    this.noiseForm = noiseForm;
  }

  /**
   * Chains stages.
   *
   * @param stages sliced stage graphs from 4 px upwards, without gaps
   * @param noise for every noise input of the stages its {@code r * r} values
   * @throws InvalidGraphException if a noise map is missing or does not fit
   */
  static ModelProto chain(
      List<ModelProto> stages, Map<String, float[]> noise, StandaloneForm.Noise noiseForm)
      throws InvalidGraphException {
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("A chain needs at least one stage.");
    }
    return new GraphChainer(noise, noiseForm).chain(stages);
  }

  private ModelProto chain(List<ModelProto> stages) throws InvalidGraphException {
    GraphProto first = stages.get(0).getGraph();
    chained.setName("anycost_generator");
    for (ValueInfoProto input : first.getInputList()) {
      if (input.getName().equals(StageNames.STYLES)) {
        chained.addInput(input);
      }
    }
    Map<String, String> carried = new HashMap<>();
    for (int i = 0; i < stages.size(); i++) {
      boolean last = i == stages.size() - 1;
      carried = append(stages.get(i).getGraph(), "stage" + i + "/", carried, last);
    }
    return stages.get(0).toBuilder().setGraph(chained).clearMetadataProps().build();
  }

  /** Adds one stage; returns the names that its outputs have in the chain. */
  private Map<String, String> append(
      GraphProto stage, String prefix, Map<String, String> carried, boolean last)
      throws InvalidGraphException {
    Map<String, String> names = new HashMap<>();
    names.put("", "");
    for (ValueInfoProto input : stage.getInputList()) {
      String name = input.getName();
      if (name.equals(StageNames.STYLES)) {
        names.put(name, name);
      } else if (StageNames.isNoise(name)) {
        names.put(name, name);
        addNoise(input, stage.getName());
      } else if (carried.containsKey(name)) {
        names.put(name, carried.get(name));
      } else {
        throw new InvalidGraphException(stage.getName(), "nothing feeds its input " + name);
      }
    }
    if (last) {
      names.put(StageNames.SKIP_OUT, StageNames.IMAGE);
    }
    for (TensorProto initializer : stage.getInitializerList()) {
      chained.addInitializer(
          initializer.toBuilder().setName(renamed(initializer.getName(), prefix, names)));
    }
    for (NodeProto node : stage.getNodeList()) {
      NodeProto.Builder copy =
          node.toBuilder().setName(prefix + node.getName()).clearInput().clearOutput();
      node.getInputList().forEach(input -> copy.addInput(renamed(input, prefix, names)));
      node.getOutputList().forEach(output -> copy.addOutput(renamed(output, prefix, names)));
      chained.addNode(copy);
    }
    Map<String, String> outputs = new HashMap<>();
    for (ValueInfoProto output : stage.getOutputList()) {
      String inChain = renamed(output.getName(), prefix, names);
      if (output.getName().equals(StageNames.FEATURES_OUT)) {
        outputs.put(StageNames.FEATURES, inChain);
      } else if (output.getName().equals(StageNames.SKIP_OUT)) {
        outputs.put(StageNames.SKIP, inChain);
        if (last) {
          chained.addOutput(output.toBuilder().setName(inChain));
        }
      }
    }
    return outputs;
  }

  private static String renamed(String name, String prefix, Map<String, String> names) {
    return names.computeIfAbsent(name, original -> prefix + original);
  }

  private void addNoise(ValueInfoProto input, String stage) throws InvalidGraphException {
    switch (noiseForm) {
      case CONSTANT ->
          chained.addInitializer(noiseTensor(input, stage, noise.get(input.getName())));
      case INPUT -> chained.addInput(input);
      case NONE ->
          // One zero serves all pixels.
          chained.addInitializer(
              TensorProto.newBuilder()
                  .setName(input.getName())
                  .setDataType(TensorProto.DataType.FLOAT_VALUE)
                  .addAllDims(List.of(1L, 1L, 1L, 1L))
                  .setRawData(ByteString.copyFrom(new byte[Float.BYTES])));
    }
  }

  private static TensorProto noiseTensor(ValueInfoProto input, String stage, float[] values)
      throws InvalidGraphException {
    if (values == null) {
      throw new InvalidGraphException(stage, "there is no fixed noise for " + input.getName());
    }
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(input.getName())
            .setDataType(TensorProto.DataType.FLOAT_VALUE);
    long count = 1;
    for (var dimension : input.getType().getTensorType().getShape().getDimList()) {
      tensor.addDims(dimension.getDimValue());
      count *= dimension.getDimValue();
    }
    if (count != values.length) {
      throw new InvalidGraphException(
          stage,
          "its noise " + input.getName() + " takes " + count + " values, not " + values.length);
    }
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return tensor.setRawData(ByteString.copyFrom(bytes)).build();
  }
}
