package studio.anycost.models.runtime;

import java.util.List;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.SubGenerator;

/**
 * A finished picture.
 *
 * @param image not clamped, side = the sub-generator's resolution
 * @param subGenerator what rendered it
 * @param milliseconds from the start of the work to the picture, waiting in the queue not counted
 * @param stages one entry per stage, ascending resolution
 * @param reusedStages how many of the first stages were taken from the view's last render
 */
public record RenderResult(
    ImageTensor image,
    SubGenerator subGenerator,
    double milliseconds,
    List<StageTiming> stages,
    int reusedStages) {
  public RenderResult {
    stages = List.copyOf(stages);
  }
}
