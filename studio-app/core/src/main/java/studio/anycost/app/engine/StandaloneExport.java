package studio.anycost.app.engine;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.ChannelTable;
import studio.anycost.api.model.GeneratorDescription;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.NoiseInput;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.models.graph.GraphSlicer;
import studio.anycost.models.graph.OnnxGuard;
import studio.anycost.models.graph.standalone.MappedInput;
import studio.anycost.models.graph.standalone.StandaloneForm;
import studio.anycost.models.graph.standalone.StandaloneGraph;

/** Makes one ONNX model of a sub-generator that runs without the studio. */
public final class StandaloneExport {
  private StandaloneExport() {}

  /**
   * Slices the stages up to the resolution and puts them in a row.
   *
   * @param psi truncation if the model shall take z; empty lets it take style codes
   * @return the bytes of an ONNX file: input {@code styles} [batch, nStyles, styleDim] or {@code z}
   *     [batch, styleDim], output {@code image} [batch, 3, N, N]
   * @throws IllegalArgumentException if the sub-generator does not fit the bundle
   * @throws IOException with a sentence if the bundle cannot be read, or cannot take that form
   */
  public static byte[] of(
      ModelBundle bundle, SubGenerator subGenerator, OptionalDouble psi, StandaloneForm form)
      throws IOException {
    bundle.description().channels().require(subGenerator);
    Map<String, float[]> fixed = bundle.fixedNoise();
    Map<String, float[]> noise = new HashMap<>();
    List<ModelProto> stages = new ArrayList<>();
    for (StageEntry stage : bundle.stages()) {
      if (stage.resolution() > subGenerator.resolution()) {
        break;
      }
      ModelProto graph = OnnxGuard.parse(bundle.read(stage.file()), stage.file());
      ChannelConfiguration widths = subGenerator.channels();
      stages.add(GraphSlicer.slice(graph, widths));
      for (NoiseInput input : stage.noiseInputs()) {
        noise.put(input.name(), fixed.get(input.name()));
      }
    }
    Optional<MappedInput> mapped =
        psi.isPresent() ? Optional.of(mapping(bundle, psi.getAsDouble())) : Optional.empty();
    return StandaloneGraph.of(stages, noise, mapped, form, facts(bundle, subGenerator, psi))
        .toByteArray();
  }

  private static MappedInput mapping(ModelBundle bundle, double psi) throws IOException {
    String file = bundle.manifest().mapping();
    return new MappedInput(
        OnnxGuard.parse(bundle.read(file), file), bundle.description().meanStyleArray(), psi);
  }

  /** What a person who finds the file has to know. */
  private static Map<String, String> facts(
      ModelBundle bundle, SubGenerator subGenerator, OptionalDouble psi) {
    GeneratorDescription description = bundle.description();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("name", description.name());
    facts.put("licence", bundle.manifest().licence());
    facts.put("provenance", bundle.manifest().provenance());
    facts.put("bundle", description.identity());
    facts.put("resolution", String.valueOf(subGenerator.resolution()));
    facts.put(
        "channels",
        subGenerator.channels().widths().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(",")));
    // The highest comes last: under a cap on the width several ratios can mean the same channels.
    for (double ratio : ChannelTable.RATIOS) {
      int resolution = subGenerator.resolution();
      if (description.channels().subGenerator(ratio, resolution).equals(subGenerator)) {
        facts.put("ratio", String.valueOf(ratio));
      }
    }
    psi.ifPresent(value -> facts.put("truncation", String.valueOf(value)));
    facts.put("image", "RGB, nominally -1 to 1, not clamped");
    return facts;
  }
}
