package studio.anycost.models.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.util.List;
import studio.anycost.models.graph.StageNames;
import studio.anycost.models.graph.gradient.GradientGraph;

/** The gradient of a stage graph as it stands: it computes the stage again, then goes back. */
final class PlainGradient {
  private PlainGradient() {}

  /**
   * Differentiates a stage.
   *
   * @param sliced without channel symbols
   * @param first whether it has neither features nor skip
   * @param last whether nothing comes in by its features
   */
  static ModelProto of(ModelProto sliced, boolean first, boolean last, GraphShapes shapes)
      throws IOException {
    List<String> outputs =
        last ? List.of(StageNames.SKIP_OUT) : List.of(StageNames.SKIP_OUT, StageNames.FEATURES_OUT);
    List<String> inputs =
        first
            ? List.of(StageNames.STYLES)
            : List.of(StageNames.STYLES, StageNames.FEATURES, StageNames.SKIP);
    return GradientGraph.of(sliced, shapes.of(sliced), outputs, inputs, List.of());
  }
}
