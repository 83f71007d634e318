package studio.anycost.api.objective;

import java.util.Objects;
import studio.anycost.api.model.ImageTensor;
import studio.anycost.api.model.StyleCode;

/**
 * A loss at a style code.
 *
 * @param gradient of the loss with respect to every value of the code, of its shape
 * @param image what was rendered
 */
public record Evaluation(Loss loss, StyleCode gradient, ImageTensor image) {
  public Evaluation {
    Objects.requireNonNull(loss);
    Objects.requireNonNull(gradient);
    Objects.requireNonNull(image);
  }
}
