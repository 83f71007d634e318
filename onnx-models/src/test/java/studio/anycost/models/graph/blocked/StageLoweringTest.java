package studio.anycost.models.graph.blocked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.models.graph.GraphSlicer;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.blocked.StageWriter.Giving;

/** Rewritten stages of the default bundle against the same stages as they stand. */
class StageLoweringTest {
  private static final float TOLERANCE = 1e-4f;
  private static final Map<Integer, ModelProto> STAGES = new HashMap<>();
  private static ChannelConfiguration full;
  private static Optional<BlockedLayout> layout = Optional.empty();

  @BeforeAll
  static void load() throws IOException, OrtException {
    try (ModelBundle bundle = ModelBundle.openDefault()) {
      full = bundle.description().channels().full().channels();
      for (StageEntry entry : bundle.stages()) {
        STAGES.put(entry.resolution(), OnnxGuard.parse(bundle.read(entry.file()), entry.file()));
      }
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(LayoutProbe.model().toByteArray());
        OnnxTensor input =
            OnnxTensor.createTensor(environment, new float[1][LayoutProbe.CHANNELS][1][1]);
        OrtSession.Result result = session.run(Map.of(LayoutProbe.INPUT, input))) {
      layout = LayoutProbe.layout(((OnnxTensor) result.get(0)).getInfo().getShape());
    } catch (OrtException e) {
      // A machine without the operators: nothing is rewritten on it.
    }
  }

  record Case(int resolution, List<Integer> widths, StagePlan plan) {}

  /** Every stage, full and at odd widths, in every form. */
  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Random random = new Random(11);
    for (int resolution : STAGES.keySet().stream().sorted().toList()) {
      for (int draw = 0; draw < 3; draw++) {
        List<Integer> widths = new ArrayList<>(full.widths());
        if (draw > 0) {
          widths.replaceAll(width -> 1 + random.nextInt(width));
        }
        cases.add(new Case(resolution, widths, new StagePlan(1, false, true, false)));
        cases.add(new Case(resolution, widths, new StagePlan(1, true, true, false)));
        cases.add(new Case(resolution, widths, new StagePlan(1, false, false, true)));
        cases.add(new Case(resolution, widths, new StagePlan(1, true, true, true)));
        for (int strips : new int[] {1, 2, 3}) {
          if (strips <= resolution / 4) {
            cases.add(new Case(resolution, widths, new StagePlan(strips, false, false, false)));
            cases.add(new Case(resolution, widths, new StagePlan(strips, true, false, false)));
          }
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyFormGivesTheSameValues(Case test) throws Exception {
    BlockedLayout blocked = assumeLayout();
    ModelProto plain = sliced(test.resolution(), test.widths());
    StyledStage stage = StageReader.read(plain).orElseThrow();
    Map<String, Values> inputs = randomInputs(plain);
    Map<String, Values> expected = run(plain, inputs);
    Map<String, Values> actual =
        run(
            StageWriter.write(stage, blocked, test.plan(), Giving.FEATURES),
            blockedInputs(inputs, blocked));
    assertSame(expected, actual, blocked);
  }

  @Test
  void theLastStageGivesNoFeatures() throws Exception {
    BlockedLayout blocked = assumeLayout();
    ModelProto plain = sliced(8, full.widths());
    ModelProto last = StageLowering.lower(plain, blocked, false).model();
    assertThat(last.getGraph().getOutputList())
        .extracting(ValueInfoProto::getName)
        .containsExactly(StageNames.SKIP_OUT);
    Map<String, Values> inputs = randomInputs(plain);
    assertThat(run(last, blockedInputs(inputs, blocked)).get(StageNames.SKIP_OUT).data())
        .usingComparatorWithPrecision(TOLERANCE)
        .containsExactly(run(plain, inputs).get(StageNames.SKIP_OUT).data());
  }

  static Stream<Arguments> quietCases() {
    return Stream.of(4, 16)
        .flatMap(
            resolution ->
                Stream.of(
                    Arguments.of(resolution, new StagePlan(1, false, false, false)),
                    Arguments.of(resolution, new StagePlan(1, false, true, false)),
                    Arguments.of(resolution, new StagePlan(1, false, true, true))));
  }

  /** Convolutions that learnt to do without noise: the stage with noise that is zero. */
  @ParameterizedTest
  @MethodSource("quietCases")
  void noiseMayBeMissing(int resolution, StagePlan plan) throws Exception {
    BlockedLayout blocked = assumeLayout();
    ModelProto plain = sliced(resolution, full.widths());
    StyledStage stage = withoutNoise(StageReader.read(plain).orElseThrow());
    ModelProto quiet = StageWriter.write(stage, blocked, plan, Giving.FEATURES);
    assertThat(quiet.getGraph().getInputList())
        .extracting(ValueInfoProto::getName)
        .noneMatch(StageNames::isNoise);
    Map<String, Values> inputs = randomInputs(plain);
    inputs.replaceAll(
        (name, values) ->
            StageNames.isNoise(name)
                ? new Values(values.shape(), new float[values.data().length])
                : values);
    assertSame(run(plain, inputs), run(quiet, blockedInputs(inputs, blocked)), blocked);
  }

  static StyledStage withoutNoise(StyledStage stage) {
    StyledStage.Beginning first = stage.first();
    if (first instanceof StyledStage.Upsampling up) {
      first =
          new StyledStage.Upsampling(withoutNoise(up.convolution()), up.blur(), up.skipKernel());
    }
    return new StyledStage(
        stage.resolution(),
        stage.styles(),
        stage.styleDimension(),
        first,
        withoutNoise(stage.convolution()),
        stage.rgb());
  }

  private static StyledStage.StyledConvolution withoutNoise(
      StyledStage.StyledConvolution convolution) {
    return new StyledStage.StyledConvolution(
        convolution.in(),
        convolution.out(),
        convolution.weight(),
        convolution.modulation(),
        convolution.gain(),
        convolution.epsilon(),
        Optional.empty(),
        convolution.bias(),
        convolution.slope());
  }

  @Test
  void aStageOfUnknownFormIsReorderedAtItsBorders() throws Exception {
    BlockedLayout blocked = assumeLayout();
    List<Integer> widths = new ArrayList<>(full.widths());
    widths.replaceAll(width -> Math.max(1, width - 3));
    ModelProto plain = disguised(sliced(16, widths));
    assertThat(StageReader.read(plain)).isEmpty();
    ModelProto lowered = StageLowering.lower(plain, blocked, true).model();
    assertThat(lowered.getGraph().getNodeList())
        .extracting(NodeProto::getOpType)
        .contains("ConvTranspose", "ReorderInput", "ReorderOutput");
    Map<String, Values> inputs = randomInputs(plain);
    assertSame(run(plain, inputs), run(lowered, blockedInputs(inputs, blocked)), blocked);
  }

  @Test
  void anotherKernelOfTheSkipIsTransposed() throws Exception {
    BlockedLayout blocked = assumeLayout();
    ModelProto.Builder other = sliced(16, full.widths()).toBuilder();
    other.getGraphBuilder().getInitializerBuilderList().stream()
        .filter(tensor -> tensor.getName().endsWith("upsample.kernel"))
        .forEach(
            tensor -> {
              byte[] bytes = tensor.getRawData().toByteArray();
              bytes[3] ^= 1; // another exponent
              tensor.setRawData(ByteString.copyFrom(bytes));
            });
    ModelProto plain = other.build();
    ModelProto lowered = StageLowering.lower(plain, blocked, true).model();
    assertThat(lowered.getGraph().getNodeList())
        .extracting(NodeProto::getOpType)
        .contains("ConvTranspose")
        .doesNotContain("Resize");
    Map<String, Values> inputs = randomInputs(plain);
    assertSame(run(plain, inputs), run(lowered, blockedInputs(inputs, blocked)), blocked);
  }

  static Stream<Consumer<ModelProto.Builder>> differences() {
    return Stream.of(
        model -> node(model, "LeakyRelu").getAttributeBuilder(0).setName("beta"),
        model -> node(model, "Conv").getAttributeBuilder(1).setInts(0, 0),
        model -> node(model, "Gemm").addInput("styles"),
        model -> node(model, "Sqrt").setOpType("Neg"),
        model -> node(model, "ConvTranspose").setInput(0, "skip"),
        model -> node(model, "Gather").setInput(0, "features"),
        model ->
            model
                .getGraphBuilder()
                .addNode(NodeProto.newBuilder().setOpType("Neg").addInput("skip").addOutput("n")),
        model -> model.getGraphBuilder().removeOutput(0),
        model -> claimSide(model, 1L << 40),
        model -> claimSide(model, 8192),
        model -> model.getGraphBuilder().removeInitializer(0),
        model -> model.getGraphBuilder().getNodeBuilder(0).addOutput("second"));
  }

  /** Says that the picture is larger than any. */
  private static void claimSide(ModelProto.Builder model, long side) {
    for (ValueInfoProto.Builder output : model.getGraphBuilder().getOutputBuilderList()) {
      if (output.getName().equals(StageNames.SKIP_OUT)) {
        var shape = output.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
        shape.getDimBuilder(2).setDimValue(side);
        shape.getDimBuilder(3).setDimValue(side);
      }
    }
  }

  /** What is not understood to the last node is not rewritten. */
  @ParameterizedTest
  @MethodSource("differences")
  void anyDifferenceIsNoticed(Consumer<ModelProto.Builder> difference) throws Exception {
    ModelProto.Builder model = sliced(16, full.widths()).toBuilder();
    assertThat(StageReader.read(model.build())).isPresent();
    difference.accept(model);
    assertThat(StageReader.read(model.build())).isEmpty();
  }

  @Test
  void theProbeReadsTheBlock() {
    assertThat(LayoutProbe.layout(1, 16, 1, 1)).contains(new BlockedLayout(16));
    assertThat(LayoutProbe.layout(1, 4, 1, 1)).isEmpty();
    assertThat(LayoutProbe.layout(4)).isEmpty();
  }

  private static NodeProto.Builder node(ModelProto.Builder model, String operator) {
    return model.getGraphBuilder().getNodeBuilderList().stream()
        .filter(node -> node.getOpType().equals(operator))
        .findFirst()
        .orElseThrow();
  }

  private static BlockedLayout assumeLayout() {
    assumeThat(layout).as("a machine with a blocked layout").isPresent();
    return layout.orElseThrow();
  }

  private static ModelProto sliced(int resolution, List<Integer> widths) throws IOException {
    return GraphSlicer.slice(STAGES.get(resolution), new ChannelConfiguration(widths));
  }

  /** The same with a node that does nothing. */
  static ModelProto disguised(ModelProto model) {
    ModelProto.Builder disguised = model.toBuilder();
    NodeProto.Builder activation = node(disguised, "LeakyRelu");
    String output = activation.getOutput(0);
    activation.setOutput(0, output + "/before");
    disguised
        .getGraphBuilder()
        .addNode(
            disguised.getGraphBuilder().getNodeBuilderList().indexOf(activation) + 1,
            NodeProto.newBuilder()
                .setName(output + "/nothing")
                .setOpType("Identity")
                .addInput(output + "/before")
                .addOutput(output));
    return disguised.build();
  }

  private record Values(long[] shape, float[] data) {}

  private static Map<String, Values> randomInputs(ModelProto model) {
    Random random = new Random(7);
    Map<String, Values> inputs = new HashMap<>();
    for (ValueInfoProto input : model.getGraph().getInputList()) {
      long[] shape =
          input.getType().getTensorType().getShape().getDimList().stream()
              .mapToLong(dimension -> dimension.getDimValue())
              .toArray();
      int count = 1;
      for (long axis : shape) {
        count *= (int) axis;
      }
      float[] data = new float[count];
      for (int i = 0; i < count; i++) {
        data[i] = (float) random.nextGaussian();
      }
      inputs.put(input.getName(), new Values(shape, data));
    }
    return inputs;
  }

  private static Map<String, Values> blockedInputs(
      Map<String, Values> inputs, BlockedLayout blocked) {
    Map<String, Values> result = new HashMap<>(inputs);
    result.computeIfPresent(StageNames.FEATURES, (name, values) -> blocked(values, blocked));
    return result;
  }

  private static Values blocked(Values plain, BlockedLayout blocked) {
    int channels = (int) plain.shape()[1];
    int pixels = (int) (plain.shape()[2] * plain.shape()[3]);
    return new Values(
        new long[] {1, blocked.padded(channels), plain.shape()[2], plain.shape()[3]},
        blocked.features(plain.data(), channels, pixels));
  }

  private static void assertSame(
      Map<String, Values> expected, Map<String, Values> actual, BlockedLayout blocked) {
    assertThat(actual).containsOnlyKeys(StageNames.FEATURES_OUT, StageNames.SKIP_OUT);
    Map<String, Values> wanted = new HashMap<>(expected);
    wanted.compute(StageNames.FEATURES_OUT, (name, values) -> blocked(values, blocked));
    wanted.forEach(
        (name, values) -> {
          assertThat(actual.get(name).shape()).hasSize(4);
          float[] data = actual.get(name).data();
          assertThat(data).as(name).hasSameSizeAs(values.data());
          float largest = 0;
          for (int i = 0; i < data.length; i++) {
            largest = Math.max(largest, Math.abs(data[i] - values.data()[i]));
          }
          assertThat(largest).as(name).isLessThan(TOLERANCE);
        });
  }

  private static Map<String, Values> run(ModelProto model, Map<String, Values> inputs)
      throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> tensors = new HashMap<>();
    Map<String, Values> outputs = new HashMap<>();
    try (OrtSession session = environment.createSession(model.toByteArray())) {
      for (String name : session.getInputNames()) {
        Values values = inputs.get(name);
        tensors.put(
            name,
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(values.data()), values.shape()));
      }
      try (OrtSession.Result result = session.run(tensors)) {
        for (Map.Entry<String, OnnxValue> entry : result) {
          OnnxTensor tensor = (OnnxTensor) entry.getValue();
          float[] data = new float[tensor.getFloatBuffer().remaining()];
          tensor.getFloatBuffer().get(data);
          outputs.put(entry.getKey(), new Values(tensor.getInfo().getShape(), data));
        }
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
    return outputs;
  }
}
