package studio.anycost.training.losses;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;

/**
 * The squared maximum mean discrepancy of two sets of features with the kernel {@code (x.y / d +
 * 1)^3}, unbiased (Binkowski et al., "Demystifying MMD GANs"), in double precision: KID, where the
 * features are Inception's.
 */
public final class KernelDistance {
  private KernelDistance() {}

  /**
   * The distance, around 0 for two sets of the same kind and possibly below.
   *
   * @param first {@code [n, d]}, n at least 2
   * @param second {@code [m, d]}, m at least 2
   */
  public static double of(Tensor first, Tensor second) {
    return Scopes.get(
        () -> {
          Tensor x = first.detach().to(torch.ScalarType.Double);
          Tensor y = second.detach().to(torch.ScalarType.Double);
          double across = Tensors.value(kernel(x, y).mean());
          return within(x) + within(y) - 2 * across;
        });
  }

  /** The mean over pairs of two different ones. */
  private static double within(Tensor x) {
    long n = x.size(0);
    Tensor kernel = kernel(x, x);
    return Tensors.value(kernel.sum().sub(kernel.trace())) / (n * (n - 1.0));
  }

  private static Tensor kernel(Tensor x, Tensor y) {
    return x.matmul(y.t())
        .div(Tensors.scalar(x.size(1)))
        .add(Tensors.scalar(1))
        .pow(Tensors.scalar(3));
  }
}
