package studio.anycost.models.graph.blocked;

import ai.onnx.proto.OnnxMl.ModelProto;

/**
 * Rewrites a sliced stage graph for a machine. Features pass from stage to stage in the blocked
 * layout: {@code [1, padded(c), r, r]}; everything else keeps its name, shape and meaning.
 */
public final class StageLowering {
  private StageLowering() {}

  /**
   * A rewritten stage.
   *
   * @param workingBytes what a run holds at its peak beside its inputs, about; 0 if not known
   */
  public record Lowered(ModelProto model, long workingBytes) {}

  /**
   * Rewrites one stage. A graph that is not of the form that the import writes is kept, with its
   * features reordered at its borders.
   *
   * @param sliced without channel symbols, checked
   * @param givesFeatures whether a stage follows; the output for features may be missing otherwise
   */
  public static Lowered lower(ModelProto sliced, BlockedLayout layout, boolean givesFeatures) {
    return StageReader.read(sliced)
        .map(stage -> write(stage, layout, givesFeatures))
        .orElseGet(() -> new Lowered(PlainStageBorders.add(sliced, layout), 0));
  }

  private static Lowered write(StyledStage stage, BlockedLayout layout, boolean givesFeatures) {
    StagePlan plan = StagePlan.of(stage, layout);
    return new Lowered(
        StageWriter.write(stage, layout, plan, givesFeatures), plan.workingBytes(stage, layout));
  }
}
