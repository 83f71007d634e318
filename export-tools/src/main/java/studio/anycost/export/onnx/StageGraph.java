package studio.anycost.export.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.Map;

/**
 * One stage of a generator.
 *
 * @param resolution output side in pixels
 * @param model the graph with full-width weights and channel symbols
 * @param fixedNoise for every noise input of the graph its {@code resolution^2} values
 */
public record StageGraph(int resolution, ModelProto model, Map<String, float[]> fixedNoise) {
  public StageGraph {
    fixedNoise = Map.copyOf(fixedNoise);
  }
}
