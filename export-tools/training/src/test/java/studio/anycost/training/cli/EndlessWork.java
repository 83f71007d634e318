package studio.anycost.training.cli;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Scopes;

/** A process that is in libtorch, for long times at once, until it is told to end. */
final class EndlessWork {
  private static final int SIDE = 1500;

  private EndlessWork() {}

  public static void main(String[] arguments) throws Exception {
    SavingOnExit.nothing(
        () -> {
          while (true) {
            Scopes.runWithoutGradients(
                () -> {
                  Tensor product = torch.randn(SIDE, SIDE);
                  for (int i = 0; i < 4; i++) {
                    product = product.matmul(product);
                  }
                });
            System.out.println("ROUND");
          }
        });
  }
}
