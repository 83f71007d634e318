package studio.anycost.models.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import studio.anycost.api.compute.Port;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.ModulationLayer;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.models.graph.GraphPorts;
import studio.anycost.models.graph.GraphSlicer;
import studio.anycost.models.graph.ModulationReader;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.blocked.BlockedLayout;
import studio.anycost.models.graph.blocked.StageLowering;
import studio.anycost.models.words.Texts;

/** The graphs of a model bundle, read and checked for every session; see {@link ParsedStages}. */
final class BundleGeneratorSource implements GeneratorSource {
  /** The share of Java's memory that kept stages may take. */
  private static final int KEPT_SHARE = 4;

  private final ModelBundle bundle;
  private final Supplier<Optional<BlockedLayout>> layout;
  private final List<Stage> stages;
  private final ParsedStages parsed;

  /**
   * Takes ownership of the bundle.
   *
   * @param layout that stages are rewritten for, asked when the first one is needed; empty runs
   *     them as they are
   */
  BundleGeneratorSource(ModelBundle bundle, Supplier<Optional<BlockedLayout>> layout) {
    this.bundle = bundle;
    this.layout = layout;
    List<StageEntry> entries = bundle.stages();
    this.stages =
        IntStream.range(0, entries.size())
            .mapToObj(index -> stage(index, entries.get(index)))
            .toList();
    this.parsed =
        new ParsedStages(
            index -> read(entries.get(index).file()),
            Runtime.getRuntime().maxMemory() / KEPT_SHARE);
  }

  private static Stage stage(int index, StageEntry entry) {
    List<NoiseMap> noise =
        entry.noiseInputs().stream()
            .map(
                input ->
                    new NoiseMap(
                        input.name(),
                        StageNames.convolutionOfNoise(input.name()),
                        input.resolution()))
            .toList();
    return new Stage(index, entry.resolution(), entry.lastStyle(), noise);
  }

  @Override
  public ModelBundle bundle() {
    return bundle;
  }

  @Override
  public GeneratorDescription description() {
    return bundle.description();
  }

  @Override
  public String content() {
    return bundle.identity();
  }

  @Override
  public List<Stage> stages() {
    return stages;
  }

  @Override
  public Graph stage(Stage stage, ChannelConfiguration widths) throws IOException {
    ModelProto sliced = GraphSlicer.slice(parsed.get(stage.index()), widths);
    boolean givesFeatures = stage.index() < stages.size() - 1;
    return layout
        .get()
        .map(blocked -> graph(StageLowering.lower(sliced, blocked, givesFeatures)))
        .orElseGet(() -> Graph.of(sliced, 0));
  }

  @Override
  public Graph recording(Stage stage, ChannelConfiguration widths, boolean last)
      throws IOException {
    ModelProto sliced = GraphSlicer.slice(parsed.get(stage.index()), widths);
    return layout
        .get()
        .map(blocked -> graph(StageLowering.recording(sliced, blocked, last)))
        .orElseGet(() -> Graph.of(sliced, 0));
  }

  @Override
  public Graph backward(Stage stage, ChannelConfiguration widths, boolean last, GraphShapes shapes)
      throws IOException {
    ModelProto sliced = GraphSlicer.slice(parsed.get(stage.index()), widths);
    Optional<BlockedLayout> blocked = layout.get();
    Optional<Graph> rewritten =
        blocked
            .flatMap(present -> StageLowering.backward(sliced, present, last))
            .map(BundleGeneratorSource::graph);
    if (rewritten.isPresent()) {
      return rewritten.get();
    }
    ModelProto plain = PlainGradient.of(sliced, stage.index() == 0, last, shapes);
    return blocked
        .map(present -> graph(StageLowering.backwardOfUnknown(plain, present)))
        .orElseGet(() -> Graph.of(plain, 0));
  }

  private static Graph graph(StageLowering.Lowered stage) {
    return Graph.of(stage.model(), stage.workingBytes());
  }

  @Override
  public KeptStages keepStages() {
    return parsed.keep();
  }

  @Override
  public NetworkSource mapping() {
    // The format says what it takes: at the start nobody waits for a second reading.
    List<Long> shape = List.of(-1L, (long) description().styleDimension());
    GraphPorts ports =
        new GraphPorts(
            List.of(new Port(StageNames.Z, shape)), List.of(new Port(StageNames.W, shape)));
    return stored(Texts.of("runtime.bundleGeneratorSource.mapping"), bundle.manifest().mapping())
        .taking(ports);
  }

  @Override
  public Optional<NetworkSource> encoder() {
    return bundle.manifest().encoder().map(file -> stored("encoder", file));
  }

  @Override
  public Optional<NetworkSource> attributePredictor() {
    return bundle
        .manifest()
        .attributes()
        .map(
            attributes ->
                stored(Texts.of("runtime.bundleGeneratorSource.predictor"), attributes.file()));
  }

  private StoredGraph stored(String name, String file) {
    GeneratorDescription description = description();
    return new StoredGraph(name, description.name(), content(), () -> read(file));
  }

  private ModelProto read(String file) throws IOException {
    return OnnxGuard.parse(
        bundle.read(file), Texts.of("runtime.bundleGeneratorSource.partOf", file, bundle.title()));
  }

  @Override
  public Map<String, float[]> fixedNoise() throws IOException {
    return bundle.fixedNoise();
  }

  @Override
  public List<ModulationLayer> modulation() throws IOException {
    List<ModulationLayer> layers = new ArrayList<>();
    for (Stage stage : stages) {
      layers.addAll(
          ModulationReader.layers(parsed.get(stage.index()), description().styleDimension()));
    }
    return layers;
  }

  @Override
  public void close() throws IOException {
    bundle.close();
  }
}
