package studio.anycost.app.engine;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.api.model.ChannelConfiguration;
import studio.anycost.api.model.SubGenerator;
import studio.anycost.models.bundle.ModelBundle;
import studio.anycost.models.bundle.NoiseInput;
import studio.anycost.models.bundle.StageEntry;
import studio.anycost.models.graph.GraphChainer;
import studio.anycost.models.graph.GraphSlicer;
import studio.anycost.models.graph.OnnxGuard;

/** Makes one ONNX model of a sub-generator that runs without the studio. */
public final class StandaloneExport {
  private StandaloneExport() {}

  /**
   * Slices the stages up to the resolution, puts them in a row and bakes the fixed noise in.
   *
   * @return the bytes of an ONNX file: input {@code styles} [1, nStyles, styleDim], output {@code
   *     image} [1, 3, N, N]
   * @throws IllegalArgumentException if the sub-generator does not fit the bundle
   * @throws IOException with a sentence if the bundle cannot be read
   */
  public static byte[] of(ModelBundle bundle, SubGenerator subGenerator) throws IOException {
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
    return GraphChainer.chain(stages, noise).toByteArray();
  }
}
