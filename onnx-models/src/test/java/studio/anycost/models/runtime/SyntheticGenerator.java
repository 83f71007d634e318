package studio.anycost.models.runtime;

import static studio.anycost.models.runtime.SyntheticGraph.ints;
import static studio.anycost.models.runtime.SyntheticGraph.number;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.graph.StageNames;

/**
 * A generator of 64 px with made-up weights that has the structure of a real one: every stage
 * depends on its styles, its noise and the stage before.
 */
final class SyntheticGenerator implements GeneratorSource {
  static final int STYLE_DIMENSION = 8;
  static final ChannelTable TABLE = new ChannelTable(64, 1.0 / 64, 32);

  /** More work than any test waits for. */
  static final int HEAVY_NODES = 5000;

  private final String identity;
  private final Map<Integer, byte[]> replaced = new ConcurrentHashMap<>();
  private final AtomicInteger stagesBuilt = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicReference<Runnable> nextBuild = new AtomicReference<>();
  private volatile int heavyResolution;
  private volatile Map<String, float[]> noise;

  SyntheticGenerator(String identity) {
    this.identity = identity;
  }

  /** Makes one stage compute for a long time. */
  SyntheticGenerator heavyAt(int resolution) {
    heavyResolution = resolution;
    return this;
  }

  /** Gives out other bytes for a stage. */
  SyntheticGenerator replacing(int resolution, byte[] model) {
    replaced.put(resolution, model);
    return this;
  }

  /** Other fixed noise. */
  SyntheticGenerator withNoise(Map<String, float[]> maps) {
    noise = Map.copyOf(maps);
    return this;
  }

  /** Runs something in the middle of making the next stage. */
  void duringNextBuild(Runnable action) {
    nextBuild.set(action);
  }

  SyntheticGenerator repaired() {
    replaced.clear();
    return this;
  }

  int stagesBuilt() {
    return stagesBuilt.get();
  }

  int timesClosed() {
    return closed.get();
  }

  static SubGenerator sub(double ratio, int resolution) {
    return TABLE.subGenerator(ratio, resolution);
  }

  static StyleCode code(int seed) {
    float[] values = new float[TABLE.styleCount() * STYLE_DIMENSION];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(seed * 12.9898 + i * 78.233);
    }
    return StyleCode.of(TABLE.styleCount(), STYLE_DIMENSION, values);
  }

  /** The code with one style changed. */
  static StyleCode changed(StyleCode code, int style) {
    float[] values = code.toArray();
    values[style * STYLE_DIMENSION] += 0.5f;
    return StyleCode.of(code.count(), code.dimension(), values);
  }

  @Override
  public ModelBundle bundle() {
    throw new UnsupportedOperationException("There is no bundle behind a synthetic generator.");
  }

  @Override
  public GeneratorDescription description() {
    return new GeneratorDescription(
        "synthetic " + identity,
        identity,
        TABLE,
        STYLE_DIMENSION,
        Collections.nCopies(STYLE_DIMENSION, 0f),
        List.of(),
        List.of(),
        false);
  }

  @Override
  public List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (int index = 0; 4 << index <= TABLE.resolution(); index++) {
      int side = 4 << index;
      List<NoiseMap> noise = new ArrayList<>();
      for (int layer = Math.max(0, 2 * index - 1); layer <= 2 * index; layer++) {
        noise.add(new NoiseMap(StageNames.noise(layer), layer, side));
      }
      stages.add(new Stage(index, side, 2 * index + 1, noise));
    }
    return stages;
  }

  @Override
  public Graph stage(Stage stage, ChannelConfiguration channels) {
    stagesBuilt.incrementAndGet();
    Runnable action = nextBuild.getAndSet(null);
    if (action != null) {
      action.run();
    }
    byte[] other = replaced.get(stage.resolution());
    return new Graph(other != null ? other : build(stage, channels), 10_000);
  }

  @Override
  public Graph recording(Stage stage, ChannelConfiguration channels, boolean last) {
    return stage(stage, channels);
  }

  @Override
  public Graph backward(
      Stage stage, ChannelConfiguration channels, boolean last, GraphShapes shapes)
      throws IOException {
    ModelProto plain = ModelProto.parseFrom(stage(stage, channels).model());
    return Graph.of(PlainGradient.of(plain, stage.index() == 0, last, shapes), 0);
  }

  @Override
  public KeptStages keepStages() {
    return () -> {};
  }

  private byte[] build(Stage stage, ChannelConfiguration channels) {
    SyntheticGraph graph = new SyntheticGraph();
    int side = stage.resolution();
    List<Integer> widths = stage.widths(channels);
    String styles = graph.input(StageNames.STYLES, 1, TABLE.styleCount(), STYLE_DIMENSION);
    for (NoiseMap map : stage.noise()) {
      graph.input(map.name(), 1, 1, map.side(), map.side());
    }
    String features;
    String skip = null;
    int out = widths.get(widths.size() - 1);
    if (stage.index() == 0) {
      features = graph.weights(0, 1, 1, widths.get(0), side, side);
      features = styled(graph, styles, features, 0, widths.get(0), out, false);
    } else {
      int half = side / 2;
      features = graph.input(StageNames.FEATURES, 1, widths.get(0), half, half);
      skip = graph.input(StageNames.SKIP, 1, 3, half, half);
      int up = 2 * stage.index() - 1;
      features = styled(graph, styles, features, up, widths.get(0), widths.get(1), true);
      features = styled(graph, styles, features, up + 1, widths.get(1), out, false);
    }
    if (side == heavyResolution) {
      features = heavy(graph, features, out, side);
    }
    String rgb = modulated(graph, styles, features, stage.lastStyle(), out);
    rgb = graph.node("Conv", List.of(rgb, graph.weights(70 + side, 0.4, 3, out, 1, 1)));
    if (skip != null) {
      float[] ones = new float[12];
      Arrays.fill(ones, 1f);
      String kernel = graph.constant(new long[] {3, 1, 2, 2}, ones);
      String larger =
          graph.node(
              "ConvTranspose", List.of(skip, kernel), ints("strides", 2, 2), number("group", 3));
      rgb = graph.node("Add", List.of(rgb, larger));
    }
    graph.output(StageNames.FEATURES_OUT, features, 1, out, side, side);
    graph.output(StageNames.SKIP_OUT, rgb, 1, 3, side, side);
    return graph.toBytes();
  }

  private static String styled(
      SyntheticGraph graph,
      String styles,
      String features,
      int layer,
      int in,
      int out,
      boolean upsampling) {
    String modulated = modulated(graph, styles, features, layer, in);
    String result =
        upsampling
            ? graph.node(
                "ConvTranspose",
                List.of(modulated, graph.weights(20 + layer, 0.2, in, out, 2, 2)),
                ints("strides", 2, 2))
            : convolution(graph, modulated, 20 + layer, in, out);
    result = graph.node("Add", List.of(result, StageNames.noise(layer)));
    return graph.node("LeakyRelu", List.of(result));
  }

  /** Many products of large matrices whose values do not matter, added with almost no weight. */
  private static String heavy(SyntheticGraph graph, String features, int channels, int side) {
    int size = 1024;
    List<String> copies = Collections.nCopies(size * size / (channels * side * side), features);
    String start = graph.node("Concat", copies, number("axis", 1));
    start = graph.node("Reshape", List.of(start, graph.constant(size, size)));
    String matrix = start;
    for (int i = 0; i < HEAVY_NODES; i++) {
      matrix = graph.node("Tanh", List.of(graph.node("MatMul", List.of(matrix, start))));
    }
    String flat = graph.node("Reshape", List.of(matrix, graph.constant(-1L)));
    String part =
        graph.node(
            "Slice",
            List.of(flat, graph.constant(0L), graph.constant((long) channels * side * side)));
    String shaped = graph.node("Reshape", List.of(part, graph.constant(1, channels, side, side)));
    return graph.node("Add", List.of(features, shaped));
  }

  private static String convolution(
      SyntheticGraph graph, String features, int layer, int in, int out) {
    return graph.node(
        "Conv",
        List.of(features, graph.weights(layer, 0.2, out, in, 3, 3)),
        ints("pads", 1, 1, 1, 1));
  }

  private static String modulated(
      SyntheticGraph graph, String styles, String features, int style, int channels) {
    String row =
        graph.node(
            "Slice",
            List.of(styles, graph.constant(style), graph.constant(style + 1), graph.constant(1L)));
    String scale =
        graph.node("MatMul", List.of(row, graph.weights(style, 0.5, STYLE_DIMENSION, channels)));
    scale = graph.node("Reshape", List.of(scale, graph.constant(1, channels, 1, 1)));
    return graph.node("Mul", List.of(features, scale));
  }

  /** Doubles. */
  @Override
  public NetworkSource mapping() {
    SyntheticGraph graph = new SyntheticGraph();
    String z = graph.input(StageNames.Z, -1, STYLE_DIMENSION);
    graph.output(StageNames.W, graph.node("Add", List.of(z, z)), -1, STYLE_DIMENSION);
    return stored("mapping network", graph);
  }

  @Override
  public Optional<NetworkSource> encoder() {
    return Optional.empty();
  }

  /** Takes the 2x2 pixels of one image apart into six pairs. */
  @Override
  public Optional<NetworkSource> attributePredictor() {
    SyntheticGraph graph = new SyntheticGraph();
    String image = graph.input(StageNames.IMAGE, 1, 3, 2, 2);
    String pairs = graph.node("Reshape", List.of(image, graph.constant(1, 6, 2)));
    graph.output(StageNames.LOGITS, pairs, 1, 6, 2);
    return Optional.of(stored("attribute predictor", graph));
  }

  private NetworkSource stored(String name, SyntheticGraph graph) {
    return new StoredGraph(
        name, description().name(), identity, () -> ModelProto.parseFrom(graph.toBytes()));
  }

  @Override
  public Map<String, float[]> fixedNoise() {
    if (noise != null) {
      return noise;
    }
    Map<String, float[]> maps = new HashMap<>();
    for (Stage stage : stages()) {
      for (NoiseMap map : stage.noise()) {
        float[] values = new float[map.side() * map.side()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) Math.cos(i * 1.7 + map.layer());
        }
        maps.put(map.name(), values);
      }
    }
    return maps;
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }
}
