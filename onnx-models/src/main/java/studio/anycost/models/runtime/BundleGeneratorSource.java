package studio.anycost.models.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.models.bundle.Manifest;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.models.graph.GraphSlicer;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.blocked.BlockedLayout;
import studio.anycost.models.graph.blocked.StageLowering;

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
        .orElseGet(() -> graph(sliced, 0));
  }

  private static Graph graph(StageLowering.Lowered stage) {
    return graph(stage.model(), stage.workingBytes());
  }

  @Override
  public KeptStages keepStages() {
    return parsed.keep();
  }

  @Override
  public Optional<Graph> auxiliary(AuxiliaryGraph graph) throws IOException {
    Manifest manifest = bundle.manifest();
    Optional<String> file =
        switch (graph) {
          case MAPPING -> Optional.of(manifest.mapping());
          case ENCODER -> manifest.encoder();
          case ATTRIBUTES -> manifest.attributes().map(Manifest.Attributes::file);
        };
    return file.isEmpty() ? Optional.empty() : Optional.of(graph(read(file.get()), 0));
  }

  private ModelProto read(String file) throws IOException {
    return OnnxGuard.parse(bundle.read(file), file + " of " + bundle.title());
  }

  private static Graph graph(ModelProto model, long workingBytes) {
    long parameters = 0;
    for (TensorProto initializer : model.getGraph().getInitializerList()) {
      long count = 1;
      for (long axis : initializer.getDimsList()) {
        count *= axis;
      }
      parameters += count;
    }
    return new Graph(model.toByteArray(), parameters, workingBytes);
  }

  @Override
  public Map<String, float[]> fixedNoise() throws IOException {
    return bundle.fixedNoise();
  }

  @Override
  public void close() throws IOException {
    bundle.close();
  }
}
