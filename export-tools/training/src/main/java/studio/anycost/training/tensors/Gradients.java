package studio.anycost.training.tensors;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Reverse-mode gradients. They belong to the caller's scope; none is stored in a tensor. */
public final class Gradients {
  private Gradients() {}

  /**
   * The gradients of a number. An input that the number does not depend on has a gradient of zeros.
   * The graph of the number is used up.
   */
  public static List<Tensor> of(Tensor number, List<Tensor> inputs) {
    TensorVector found =
        torch.grad(
            new TensorVector(number),
            new TensorVector(inputs.toArray(Tensor[]::new)),
            new TensorVector(),
            new BoolOptional(false),
            false,
            true);
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Tensor gradient = found.get(i);
      gradients.add(gradient.defined() ? own(gradient) : torch.zeros_like(inputs.get(i)));
    }
    return gradients;
  }

  /** What a vector gives lies in the vector; this stays without it. */
  private static Tensor own(Tensor element) {
    return new Tensor(element);
  }
}
