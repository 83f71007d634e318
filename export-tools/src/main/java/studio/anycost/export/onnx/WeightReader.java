package studio.anycost.export.onnx;

import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;

/** Reads weights of a known shape, refuses values that are not finite, and scales them. */
public final class WeightReader {
  private final TensorTable tensors;

  public WeightReader(TensorTable tensors) {
    this.tensors = tensors;
  }

  /**
   * Row-major values.
   *
   * @param shape as for {@link TensorTable#require(String, long...)}
   * @throws CheckpointException if the tensor is missing, misshapen or not finite
   */
  public float[] read(String name, long... shape) throws CheckpointException {
    float[] values = tensors.require(name, shape).toFloatArray();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw tensors.fault(
            "the tensor '"
                + name
                + "' holds a value that is not finite; the model is damaged. Take an earlier"
                + " checkpoint, or copy or download it again.");
      }
    }
    return values;
  }

  /** Row-major values times a factor; otherwise as {@link #read}. */
  public float[] scaled(double factor, String name, long... shape) throws CheckpointException {
    float[] values = read(name, shape);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * factor);
    }
    return values;
  }
}
