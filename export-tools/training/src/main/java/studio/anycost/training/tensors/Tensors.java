package studio.anycost.training.tensors;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Tensors from and to Java's arrays, and who owns them. */
public final class Tensors {
  private Tensors() {}

  /**
   * Takes a tensor out of its scope: it stays until the caller, who owns it now, closes it.
   *
   * @return the same tensor
   */
  public static Tensor keep(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  /** A tensor of its own with these values, float32, row-major. */
  public static Tensor of(float[] values, long... shape) {
    Libtorch.load();
    try (FloatPointer pointer = new FloatPointer(values)) {
      // The blob is Java's only until it is copied.
      return torch.from_blob(pointer, shape).clone();
    }
  }

  /** The values in row-major order as float32. */
  public static float[] toArray(Tensor tensor) {
    return Scopes.get(
        () -> {
          Tensor plain = tensor.detach().to(torch.ScalarType.Float).contiguous();
          float[] values = new float[Math.toIntExact(plain.numel())];
          if (values.length > 0) {
            plain.data_ptr_float().get(values);
          }
          return values;
        });
  }

  /** The value of a tensor with one element. */
  public static double value(Tensor tensor) {
    return Scopes.get(() -> tensor.detach().to(torch.ScalarType.Double).item_double());
  }

  /** The sizes, outermost first. */
  public static long[] shape(Tensor tensor) {
    long[] shape = new long[(int) tensor.dim()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = tensor.size(axis);
    }
    return shape;
  }

  /** Values brought between two bounds. */
  public static Tensor clamp(Tensor tensor, double least, double most) {
    return tensor.clamp(new ScalarOptional(scalar(least)), new ScalarOptional(scalar(most)));
  }

  /** A number as libtorch's operations take it. */
  public static Scalar scalar(double value) {
    return new Scalar(value);
  }
}
