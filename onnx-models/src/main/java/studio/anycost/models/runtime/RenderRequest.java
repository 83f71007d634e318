package studio.anycost.models.runtime;

import java.util.Objects;
import studio.anycost.api.compute.Priority;
import studio.anycost.api.model.Noise;
import studio.anycost.api.model.StyleCode;
import studio.anycost.api.model.SubGenerator;

/**
 * One picture that a view wants.
 *
 * @param code one style per layer input, {@code [nStyles, styleDim]}
 * @param subGenerator what renders it
 * @param noise where the noise comes from
 * @param priority who goes first
 * @param supersedable whether a newer request of the same view may stop this one while it runs
 */
public record RenderRequest(
    StyleCode code,
    SubGenerator subGenerator,
    Noise noise,
    Priority priority,
    boolean supersedable) {
  public RenderRequest {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(subGenerator, "subGenerator");
    Objects.requireNonNull(noise, "noise");
    Objects.requireNonNull(priority, "priority");
  }
}
