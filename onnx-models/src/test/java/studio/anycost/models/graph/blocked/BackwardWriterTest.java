package studio.anycost.models.graph.blocked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.models.graph.GraphSlicer;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.blocked.StageWriter.Giving;
import studio.anycost.models.graph.gradient.GradientGraph;
import studio.anycost.models.graph.gradient.PlainRuntime;
import studio.anycost.models.graph.gradient.PlainRuntime.Values;

/** Gradients of stages in the blocked layout against those of the same stages as they stand. */
class BackwardWriterTest {
  private static final double TOLERANCE = 1e-4;
  private static final double SUM_TOLERANCE = 1e-2;
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

  record Case(int resolution, List<Integer> widths, StagePlan plan, boolean last) {
    /** What the form of the stage does not change. */
    List<Object> stage() {
      return List.of(resolution, widths, last);
    }
  }

  /** A stage as it stands, what it was given, and its gradients. */
  private record Plain(
      StyledStage stage,
      boolean last,
      Map<String, Values> inputs,
      Map<String, Values> seeds,
      Map<String, float[]> gradients) {}

  /** The stage of the case before: its gradients take most of the time, and its forms follow. */
  private static List<Object> solvedStage;

  private static Plain solved;

  /** Every stage, full and at odd widths, in every form, as the last one and before others. */
  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    Random random = new Random(12);
    for (int resolution : STAGES.keySet().stream().sorted().toList()) {
      for (int draw = 0; draw < 2; draw++) {
        List<Integer> widths = new ArrayList<>(full.widths());
        if (draw > 0) {
          widths.replaceAll(width -> 1 + random.nextInt(Math.min(width, 40)));
        }
        for (boolean last : new boolean[] {false, true}) {
          cases.add(new Case(resolution, widths, new StagePlan(1, false, true, false), last));
          cases.add(new Case(resolution, widths, new StagePlan(1, false, false, true), last));
          cases.add(new Case(resolution, widths, new StagePlan(1, true, true, true), last));
          for (int strips : new int[] {1, 2, 3}) {
            if (strips <= resolution / 8) {
              cases.add(
                  new Case(resolution, widths, new StagePlan(strips, false, false, false), last));
            }
          }
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyFormGivesTheSameGradients(Case test) throws Exception {
    assumeThat(layout).as("a machine with a blocked layout").isPresent();
    if (!test.stage().equals(solvedStage)) {
      ModelProto plain = sliced(test.resolution(), test.widths());
      solved = solve(plain, StageReader.read(plain).orElseThrow(), test.last());
      solvedStage = test.stage();
    }
    assertSame(solved, test.plan());
  }

  private static Plain solve(ModelProto plain, StyledStage stage, boolean last) throws Exception {
    Random random = new Random(7);
    boolean noisy = stage.convolution().noise().isPresent();
    Map<String, Values> inputs = new HashMap<>();
    for (ValueInfoProto input : plain.getGraph().getInputList()) {
      Values values = drawn(shape(input), random);
      if (StageNames.isNoise(input.getName()) && !noisy) {
        Arrays.fill(values.data(), 0);
      }
      inputs.put(input.getName(), values);
    }
    Map<String, Values> seeds = new HashMap<>();
    List<String> seeded = new ArrayList<>(List.of(StageNames.SKIP_OUT));
    if (!last) {
      seeded.add(StageNames.FEATURES_OUT);
    }
    for (ValueInfoProto output : plain.getGraph().getOutputList()) {
      if (seeded.contains(output.getName())) {
        seeds.put(GradientGraph.seed(output.getName()), drawn(shape(output), random));
      }
    }
    List<String> wanted = new ArrayList<>(List.of(StageNames.STYLES));
    if (inputs.containsKey(StageNames.FEATURES)) {
      wanted.addAll(List.of(StageNames.FEATURES, StageNames.SKIP));
    }
    ModelProto gradient =
        GradientGraph.of(plain, PlainRuntime.shapes(plain, inputs), seeded, wanted, List.of());
    Map<String, Values> plainInputs = new HashMap<>(inputs);
    plainInputs.putAll(seeds);
    return new Plain(stage, last, inputs, seeds, run(gradient, plainInputs));
  }

  private static void assertSame(Plain plain, StagePlan plan) throws Exception {
    BlockedLayout blocked = layout.orElseThrow();
    StyledStage stage = plain.stage();
    boolean last = plain.last();
    Map<String, Values> inputs = plain.inputs();
    ModelProto recording =
        StageWriter.write(stage, blocked, plan, last ? Giving.LAST_RECORD : Giving.RECORD);
    Map<String, Values> blockedInputs = new HashMap<>(inputs);
    blockedInputs.putAll(plain.seeds());
    for (String map : List.of(StageNames.FEATURES, GradientGraph.seed(StageNames.FEATURES_OUT))) {
      blockedInputs.computeIfPresent(map, (name, values) -> blocked(values, blocked));
    }
    Map<String, long[]> shapes = new HashMap<>();
    recording
        .getGraph()
        .getOutputList()
        .forEach(output -> shapes.put(output.getName(), shape(output)));
    run(recording, blockedInputs)
        .forEach((name, data) -> blockedInputs.put(name, new Values(data, shapes.get(name))));
    ModelProto backward = BackwardWriter.write(stage, blocked, plan, last);
    Map<String, float[]> actual = run(backward, blockedInputs);

    Map<String, float[]> expected = new HashMap<>(plain.gradients());
    assertThat(actual).containsOnlyKeys(expected.keySet());
    long pixels = (long) stage.resolution() * stage.resolution() / 4;
    expected.computeIfPresent(
        GradientGraph.gradient(StageNames.FEATURES),
        (name, data) ->
            blocked(new Values(data, inputs.get(StageNames.FEATURES).shape()), blocked).data());
    expected.forEach((name, data) -> assertClose(name, actual.get(name), data, pixels));
  }

  /**
   * Among millions of values some are so near to 0 that the two forms see them on different sides,
   * which changes the gradient there: a little of a sum, much at the pixels around.
   *
   * @param pixels of the features
   */
  private static void assertClose(String name, float[] actual, float[] expected, long pixels) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    int far = 0;
    for (int i = 0; i < expected.length; i++) {
      far += Math.abs(actual[i] - expected[i]) > TOLERANCE * largest ? 1 : 0;
    }
    assertThat(largest).as(name).isGreaterThan(0);
    if (name.equals(GradientGraph.gradient(StageNames.FEATURES))) {
      double around = 9.0 / pixels;
      assertThat(far / (double) expected.length).as(name).isLessThan(3 * around);
    } else {
      assertThat(worst / largest).as(name).isLessThan(SUM_TOLERANCE);
    }
  }

  /** Convolutions that learnt to do without noise: the stage with noise that is zero. */
  @Test
  void noiseMayBeMissing() throws Exception {
    assumeThat(layout).as("a machine with a blocked layout").isPresent();
    for (int resolution : new int[] {4, 16}) {
      ModelProto plain = sliced(resolution, full.widths());
      StyledStage stage = StageLoweringTest.withoutNoise(StageReader.read(plain).orElseThrow());
      Plain solved = solve(plain, stage, false);
      assertSame(solved, new StagePlan(1, false, false, false));
      assertSame(solved, new StagePlan(1, false, true, true));
    }
  }

  /** Between rewritten stages the gradient of one that is not understood has blocked borders. */
  @Test
  void aStageOfUnknownFormIsReorderedAtItsBorders() throws Exception {
    assumeThat(layout).as("a machine with a blocked layout").isPresent();
    BlockedLayout blocked = layout.orElseThrow();
    List<Integer> widths = new ArrayList<>(full.widths());
    widths.replaceAll(width -> Math.max(1, width - 3));
    ModelProto plain = StageLoweringTest.disguised(sliced(16, widths));
    assertThat(StageLowering.backward(plain, blocked, false)).isEmpty();
    Random random = new Random(7);
    Map<String, Values> inputs = new HashMap<>();
    for (ValueInfoProto input : plain.getGraph().getInputList()) {
      inputs.put(input.getName(), drawn(shape(input), random));
    }
    ModelProto gradient =
        GradientGraph.of(
            plain,
            PlainRuntime.shapes(plain, inputs),
            List.of(StageNames.SKIP_OUT, StageNames.FEATURES_OUT),
            List.of(StageNames.STYLES, StageNames.FEATURES, StageNames.SKIP),
            List.of());
    for (ValueInfoProto output : plain.getGraph().getOutputList()) {
      inputs.put(GradientGraph.seed(output.getName()), drawn(shape(output), random));
    }
    Map<String, float[]> expected = run(gradient, inputs);
    Map<String, Values> blockedInputs = new HashMap<>(inputs);
    for (String map : List.of(StageNames.FEATURES, GradientGraph.seed(StageNames.FEATURES_OUT))) {
      blockedInputs.computeIfPresent(map, (name, values) -> blocked(values, blocked));
    }
    Map<String, float[]> actual =
        run(StageLowering.backwardOfUnknown(gradient, blocked).model(), blockedInputs);
    String ofFeatures = GradientGraph.gradient(StageNames.FEATURES);
    assertThat(actual.get(ofFeatures))
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(
            blocked(
                    new Values(expected.get(ofFeatures), inputs.get(StageNames.FEATURES).shape()),
                    blocked)
                .data());
    String ofStyles = GradientGraph.gradient(StageNames.STYLES);
    assertThat(actual.get(ofStyles))
        .usingComparatorWithPrecision(1e-3f)
        .containsExactly(expected.get(ofStyles));
  }

  private static Values drawn(long[] shape, Random random) {
    float[] data = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return new Values(data, shape);
  }

  private static long[] shape(ValueInfoProto value) {
    return value.getType().getTensorType().getShape().getDimList().stream()
        .mapToLong(dimension -> dimension.getDimValue())
        .toArray();
  }

  private static Values blocked(Values plain, BlockedLayout blocked) {
    int channels = (int) plain.shape()[1];
    int pixels = (int) (plain.shape()[2] * plain.shape()[3]);
    return new Values(
        blocked.features(plain.data(), channels, pixels),
        new long[] {1, blocked.padded(channels), plain.shape()[2], plain.shape()[3]});
  }

  private static Map<String, float[]> run(ModelProto model, Map<String, Values> inputs)
      throws OrtException {
    try (PlainRuntime runtime = new PlainRuntime(model)) {
      return runtime.run(inputs);
    }
  }

  private static ModelProto sliced(int resolution, List<Integer> widths) throws IOException {
    return GraphSlicer.slice(STAGES.get(resolution), new ChannelConfiguration(widths));
  }
}
