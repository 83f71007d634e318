package studio.anycost.models.graph.blocked;

import ai.onnx.proto.OnnxMl.ModelProto;

/**
 * Rewrites a sliced stage graph for a machine. Features pass from stage to stage in the blocked
 * layout: {@code [1, padded(c), r, r]}; everything else keeps its name, shape and meaning.
 */
public final class StageLowering {
  private StageLowering() {}

  /**
   * Rewrites one stage. A graph that is not of the form that the import writes is kept, with its
   * features reordered at its borders.
   *
   * @param sliced without channel symbols, checked
   * @param givesFeatures whether a stage follows; the output for features may be missing otherwise
   */
  public static ModelProto lower(ModelProto sliced, BlockedLayout layout, boolean givesFeatures) {
    return StageReader.read(sliced)
        .map(stage -> StageWriter.write(stage, layout, StagePlan.of(stage, layout), givesFeatures))
        .orElseGet(() -> PlainStageBorders.add(sliced, layout));
  }
}
