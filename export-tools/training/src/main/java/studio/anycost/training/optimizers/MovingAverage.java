package studio.anycost.training.optimizers;

import org.bytedeco.pytorch.Tensor;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;
import studio.anycost.training.tensors.Weights;

/** The exponential moving average of a network's weights, which is what renders best. */
public final class MovingAverage {
  private MovingAverage() {}

  /** The decay of one step that halves the past after so many pictures. */
  public static double decay(long batch, double halfLifePictures) {
    return Math.pow(0.5, batch / halfLifePictures);
  }

  /**
   * Takes a share of {@code 1 - decay} of every parameter into the average. Buffers stay.
   *
   * @throws IllegalArgumentException if the average lacks a parameter
   */
  public static void update(Weights average, Weights current, double decay) {
    Scopes.runWithoutGradients(
        () -> {
          for (String name : current.parameterNames()) {
            Tensor target = average.get(name);
            target.lerp_(current.get(name), Tensors.scalar(1 - decay));
          }
        });
  }
}
