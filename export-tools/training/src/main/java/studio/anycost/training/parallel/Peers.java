package studio.anycost.training.parallel;

import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import studio.anycost.training.tensors.Scopes;
import studio.anycost.training.tensors.Tensors;

/**
 * The processes that train one run, each with its share of every batch. All of them call the same
 * methods in the same order; each call waits for the others. Not thread-safe.
 */
public interface Peers extends AutoCloseable {
  /** How many processes there are, at least 1. */
  int count();

  /** Which one this is, from 0 on. The first one writes the run's files. */
  int rank();

  /**
   * Adds float32 tensors up over all processes.
   *
   * @param tensors of the same shapes in every process; left as they are
   * @return the sums, in the caller's scope
   * @throws java.io.UncheckedIOException with a sentence if a process is lost
   */
  List<Tensor> sum(List<Tensor> tensors);

  /** The mean over all processes, the same in each. */
  default double mean(double value) {
    return Scopes.get(
            () -> Tensors.value(sum(List.of(Tensors.of(new float[] {(float) value}, 1))).get(0)))
        / count();
  }

  /** The means over all processes, in the caller's scope. */
  default List<Tensor> mean(List<Tensor> tensors) {
    return sum(tensors).stream().map(sum -> sum.div(Tensors.scalar(count()))).toList();
  }

  /**
   * Makes tensors what they are in the first process.
   *
   * @param tensors of the same shapes in every process
   */
  default void copyFirst(List<Tensor> tensors) {
    Scopes.runWithoutGradients(
        () -> {
          // What is added to zeros is exactly what it was.
          List<Tensor> own =
              tensors.stream()
                  .map(tensor -> rank() == 0 ? tensor.detach() : torch.zeros_like(tensor.detach()))
                  .toList();
          List<Tensor> first = sum(own);
          for (int i = 0; i < tensors.size(); i++) {
            tensors.get(i).copy_(first.get(i));
          }
        });
  }

  /**
   * Numbers as they are in the first process.
   *
   * @param values as many in every process
   */
  default long[] copyFirst(long[] values) {
    // In parts of 16 bits, which float32 holds exactly.
    float[] parts = new float[4 * values.length];
    for (int i = 0; rank() == 0 && i < parts.length; i++) {
      parts[i] = values[i / 4] >>> 16 * (i % 4) & 0xffff;
    }
    float[] first =
        Scopes.get(() -> Tensors.toArray(sum(List.of(Tensors.of(parts, parts.length))).get(0)));
    long[] copied = new long[values.length];
    for (int i = 0; i < first.length; i++) {
      copied[i / 4] |= (long) first[i] << 16 * (i % 4);
    }
    return copied;
  }

  /**
   * This process's part of what was drawn for a whole batch: every {@code count}-th, beginning with
   * the rank's. A part has the same groups of four for the discriminator's statistics as the whole.
   *
   * @param batch along the first axis, which the count divides
   */
  default Tensor share(Tensor batch) {
    return batch.slice(0, new LongOptional(rank()), new LongOptional(batch.size(0)), count());
  }

  /** Takes leave of the others. */
  @Override
  void close();
}
