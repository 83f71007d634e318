package studio.anycost.training.parallel;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** One process that trains by itself: everything is as it has it. */
public final class Alone implements Peers {
  @Override
  public int count() {
    return 1;
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public List<Tensor> sum(List<Tensor> tensors) {
    return tensors;
  }

  @Override
  public double mean(double value) {
    return value;
  }

  @Override
  public List<Tensor> mean(List<Tensor> tensors) {
    return tensors;
  }

  @Override
  public void copyFirst(List<Tensor> tensors) {}

  @Override
  public long[] copyFirst(long[] values) {
    return values;
  }

  @Override
  public Tensor share(Tensor batch) {
    return batch;
  }

  @Override
  public void close() {}
}
