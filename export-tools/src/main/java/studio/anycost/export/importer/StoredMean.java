package studio.anycost.export.importer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.TensorTable;
import studio.anycost.export.onnx.WeightReader;

/** The mean style that a checkpoint keeps beside its generator, or in it. */
final class StoredMean {
  /** Its names: of inversion encoders, of the anycost encoder, of NVIDIA's code. */
  static final List<String> NAMES =
      List.of("latent_avg", "mean_latent", "mapping.w_avg", "w_avg", "w_mean", "dlatent_avg");

  private StoredMean() {}

  /** The nearest one at a path or above it. */
  static Optional<String> name(TensorTable all, String path) {
    for (String outer : TensorSets.upwards(path)) {
      for (String name : NAMES) {
        String candidate = TensorSets.join(outer, name);
        if (all.contains(candidate) || all.unread().containsKey(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Reads one style of a shape [d], [1, d], [n, d] or [1, n, d] whose n are all the same.
   *
   * @param notices gets a sentence if there is a mean style that cannot be used
   * @throws CheckpointException if it holds a value that is not finite
   */
  static Optional<float[]> read(TensorTable all, String path, int dimension, List<String> notices)
      throws CheckpointException {
    Optional<String> found = name(all, path);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String name = found.get();
    if (all.unread().containsKey(name)) {
      notices.add(measured(name, "is " + all.unread().get(name).explanation()));
      return Optional.empty();
    }
    List<Long> shape = all.require(name).shape();
    boolean fits = !shape.isEmpty() && shape.get(shape.size() - 1) == dimension;
    if (!fits || shape.size() > 3 || shape.size() == 3 && shape.get(0) != 1) {
      notices.add(
          measured(name, "has the shape " + shape + ", but a style has " + dimension + " values."));
      return Optional.empty();
    }
    float[] values =
        new WeightReader(all).read(name, shape.stream().mapToLong(Long::longValue).toArray());
    if (values.length == 0) {
      notices.add(measured(name, "is empty."));
      return Optional.empty();
    }
    float[] first = Arrays.copyOf(values, dimension);
    for (int at = dimension; at < values.length; at += dimension) {
      if (!Arrays.equals(values, at, at + dimension, first, 0, dimension)) {
        notices.add(measured(name, "is another style for every layer."));
        return Optional.empty();
      }
    }
    return Optional.of(first);
  }

  private static String measured(String name, String why) {
    return "The mean style was measured: " + TensorSets.quoted(name) + " in the file " + why;
  }
}
