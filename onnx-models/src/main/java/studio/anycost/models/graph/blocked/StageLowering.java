package studio.anycost.models.graph.blocked;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.Optional;
import studio.anycost.models.graph.blocked.StageWriter.Giving;
import studio.anycost.models.graph.gradient.GradientGraph;

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
    Giving giving = givesFeatures ? Giving.FEATURES : Giving.NOTHING;
    return StageReader.read(sliced)
        .map(stage -> write(stage, layout, giving))
        .orElseGet(() -> new Lowered(PlainStageBorders.add(sliced, layout), 0));
  }

  /**
   * Rewrites one stage so that it gives what {@link #backward} takes beside its usual outputs.
   *
   * @param last whether no stage follows
   */
  public static Lowered recording(ModelProto sliced, BlockedLayout layout, boolean last) {
    Giving giving = last ? Giving.LAST_RECORD : Giving.RECORD;
    return StageReader.read(sliced)
        .map(stage -> write(stage, layout, giving))
        .orElseGet(() -> new Lowered(PlainStageBorders.add(sliced, layout), 0));
  }

  /**
   * The gradient of a stage that {@link #recording} rewrote, named as by {@link GradientGraph}; the
   * gradients of features are in the blocked layout.
   *
   * @param last whether nothing comes in by the features
   * @return empty for a graph that is not of the form that the import writes; see {@link
   *     #backwardOfUnknown}
   */
  public static Optional<Lowered> backward(ModelProto sliced, BlockedLayout layout, boolean last) {
    return StageReader.read(sliced)
        .map(
            stage -> {
              StagePlan plan = StagePlan.of(stage, layout);
              return new Lowered(
                  BackwardWriter.write(stage, layout, plan, last),
                  plan.workingBytes(stage, layout));
            });
  }

  /**
   * Lets the gradient of a stage of unknown form stand between rewritten ones.
   *
   * @param gradient of the stage as it stands
   */
  public static Lowered backwardOfUnknown(ModelProto gradient, BlockedLayout layout) {
    return new Lowered(PlainStageBorders.add(gradient, layout), 0);
  }

  private static Lowered write(StyledStage stage, BlockedLayout layout, Giving giving) {
    StagePlan plan = StagePlan.of(stage, layout);
    return new Lowered(
        StageWriter.write(stage, layout, plan, giving), plan.workingBytes(stage, layout));
  }
}
