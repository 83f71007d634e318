package studio.anycost.training.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A loss's gradient in double precision against finite differences along a random direction, and in
 * single precision, with the kernels that training uses, against double.
 */
public final class GradientCheck {
  // So small that hardly an activation changes its sign on the way.
  private static final double STEP = 1e-9;

  private GradientCheck() {}

  /** Checks with respect to parameters, which are of double precision afterwards. */
  public static void of(Weights weights, Supplier<Tensor> loss) {
    List<Tensor> single = Gradients.of(loss.get(), weights.parameters());
    toDouble(weights);
    List<Tensor> exact = Gradients.of(loss.get(), weights.parameters());
    double square = 0;
    double difference = 0;
    double slope = 0;
    List<Tensor> direction = new ArrayList<>();
    for (int i = 0; i < exact.size(); i++) {
      Tensor gradient = exact.get(i);
      square += Tensors.value(gradient.square().sum());
      difference +=
          Tensors.value(single.get(i).to(torch.ScalarType.Double).sub(gradient).square().sum());
      Tensor random = torch.randn_like(gradient);
      direction.add(random);
      slope += Tensors.value(random.mul(gradient).sum());
    }
    assertThat(square).isGreaterThan(1e-8);
    assertThat(Math.sqrt(difference / square)).as("single precision").isLessThan(5e-3);
    double expected =
        (moved(weights, direction, STEP, loss) - moved(weights, direction, -STEP, loss))
            / (2 * STEP);
    assertThat(slope).isCloseTo(expected, within(1e-4 * Math.sqrt(square)));
  }

  private static double moved(
      Weights weights, List<Tensor> direction, double step, Supplier<Tensor> loss) {
    shift(weights, direction, step);
    double value = Tensors.value(loss.get());
    shift(weights, direction, -step);
    return value;
  }

  private static void shift(Weights weights, List<Tensor> direction, double step) {
    List<Tensor> parameters = weights.parameters();
    Scopes.runWithoutGradients(
        () -> {
          for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).add_(direction.get(i), Tensors.scalar(step));
          }
        });
  }

  /** Makes all tensors of a network double precision. */
  public static void toDouble(Weights weights) {
    for (String name : weights.names()) {
      Tensor tensor = weights.get(name);
      tensor.set_data(tensor.detach().to(torch.ScalarType.Double));
    }
  }

  /** The precision that a network has. */
  public static torch.ScalarType typeOf(Weights weights) {
    return weights.parameters().get(0).scalar_type();
  }
}
