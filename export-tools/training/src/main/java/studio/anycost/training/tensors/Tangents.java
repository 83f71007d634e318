package studio.anycost.training.tensors;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Derivatives along a direction, by libtorch's forward mode. They are made of ordinary operations,
 * so that gradients of them need no gradients of gradients: those of a convolution's weight would
 * be convolutions with kernels as large as pictures.
 */
public final class Tangents {
  private Tangents() {}

  /**
   * How fast a result changes when its input moves along a direction; differentiable with respect
   * to everything that it is made from but the direction. Not nested.
   *
   * @param direction of the input's shape
   */
  public static Tensor along(UnaryOperator<Tensor> function, Tensor input, Tensor direction) {
    long level = torch.enter_dual_level();
    try {
      Tensor dual = input.clone();
      dual.unsafeGetTensorImpl()._set_fw_grad(direction.detach(), dual, level, false);
      Tensor result = function.apply(dual);
      // Another one, which stays when the level is left.
      return new Tensor(result.unsafeGetTensorImpl()._fw_grad(level, result));
    } finally {
      torch.exit_dual_level(level);
    }
  }

  /** A number with a value of its own and the gradients of another. */
  public static Tensor valued(Tensor value, Tensor differentiated) {
    return value.detach().add(differentiated.sub(differentiated.detach()));
  }
}
