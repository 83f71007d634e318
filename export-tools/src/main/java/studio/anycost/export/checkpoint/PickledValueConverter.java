package studio.anycost.export.checkpoint;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns what was unpickled into {@link CheckpointValue}s. Every object is converted once, however
 * many paths lead to it; the paths are counted too, so that whoever walks the result by its paths
 * ends in time. Not thread-safe; used once.
 */
final class PickledValueConverter {
  private final CheckpointLimits limits;
  private final TensorFactory tensors;
  private final Map<Object, Counted> converted = new IdentityHashMap<>();

  /** Makes tensors of what describes them. */
  @FunctionalInterface
  interface TensorFactory {
    /**
     * A tensor.
     *
     * @param piece where its bytes are; null for the file's storages
     */
    CheckpointTensor create(String name, PickledTensor tensor, ElementSource piece);
  }

  /** A value, and the number of values in it, itself included. */
  private record Counted(CheckpointValue value, long paths) {}

  /** Stands for a container that is being converted. */
  private static final Counted UNFINISHED = new Counted(new CheckpointScalar(null), 0);

  private PickledValueConverter(CheckpointLimits limits, TensorFactory tensors) {
    this.limits = limits;
    this.tensors = tensors;
  }

  /**
   * Converts a root object and all below it.
   *
   * @param tensors makes a tensor from its name and description
   * @throws MalformedCheckpointException if there are too many values, if one contains itself, or
   *     if one is none that a checkpoint may hold
   */
  static CheckpointValue convert(Object root, CheckpointLimits limits, TensorFactory tensors)
      throws MalformedCheckpointException {
    return new PickledValueConverter(limits, tensors).convert("root", root, 0).value();
  }

  private Counted convert(String name, Object object, int depth)
      throws MalformedCheckpointException {
    if (depth > limits.maxNesting()) {
      throw MalformedCheckpointException.tooLarge(
          "the values are nested more than %d levels deep.".formatted(limits.maxNesting()));
    }
    boolean container =
        object instanceof Map || object instanceof List || object instanceof Object[];
    if (!container) {
      return new Counted(leaf(name, object), 1);
    }
    Counted earlier = converted.get(object);
    if (earlier == UNFINISHED) {
      throw MalformedCheckpointException.tooLarge("a value contains itself.");
    }
    if (earlier != null) {
      return earlier;
    }
    converted.put(object, UNFINISHED);
    Counted result;
    if (object instanceof Map<?, ?> map) {
      result = dict(map, depth);
    } else if (object instanceof List<?> items) {
      result = list(items.toArray(), depth);
    } else {
      result = list((Object[]) object, depth);
    }
    converted.put(object, result);
    return result;
  }

  private Counted dict(Map<?, ?> map, int depth) throws MalformedCheckpointException {
    Map<String, CheckpointValue> entries = new LinkedHashMap<>();
    long paths = 1;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = entry.getKey().toString();
      if (key.length() > limits.maxNameCharacters()) {
        throw MalformedCheckpointException.tooLarge(
            "a dictionary has a key of %d characters; at most %d are read."
                .formatted(key.length(), limits.maxNameCharacters()));
      }
      Counted value = convert(key, entry.getValue(), depth + 1);
      paths = count(paths, value);
      if (entries.putIfAbsent(key, value.value()) != null) {
        entries.put(key, new CheckpointUnread("two keys", CheckpointUnread.Kind.TWICE));
      }
    }
    return new Counted(new CheckpointDict(entries), paths);
  }

  private Counted list(Object[] objects, int depth) throws MalformedCheckpointException {
    List<CheckpointValue> items = new ArrayList<>(objects.length);
    long paths = 1;
    for (int i = 0; i < objects.length; i++) {
      Counted value = convert(Integer.toString(i), objects[i], depth + 1);
      paths = count(paths, value);
      items.add(value.value());
    }
    return new Counted(new CheckpointList(items), paths);
  }

  /** Both are at most the limit, so their sum does not overflow. */
  private long count(long paths, Counted value) throws MalformedCheckpointException {
    long sum = paths + value.paths();
    if (sum > limits.maxValues()) {
      throw MalformedCheckpointException.tooLarge(
          "the file has more than %d values.".formatted(limits.maxValues()));
    }
    return sum;
  }

  private CheckpointValue leaf(String name, Object object) throws MalformedCheckpointException {
    if (object instanceof PickledTensor tensor) {
      return tensors.create(name, tensor, null);
    }
    if (object instanceof NumpyArray array) {
      return array.tensor() == null
          ? new CheckpointUnread("numpy.ndarray", CheckpointUnread.Kind.VALUE)
          : tensors.create(name, array.tensor(), array);
    }
    if (object instanceof UnreadObject unread) {
      return unread.toValue();
    }
    if (object instanceof byte[] || object instanceof NumpyType) {
      return new CheckpointUnread(
          object instanceof byte[] ? "builtins.bytes" : "numpy.dtype", CheckpointUnread.Kind.VALUE);
    }
    if (object instanceof StorageClaim claim) {
      return new CheckpointUnread(
          "torch." + claim.type().storageClass(), CheckpointUnread.Kind.VALUE);
    }
    if (object instanceof Integer number) {
      return new CheckpointScalar(number.longValue());
    }
    if (object instanceof TorchGlobal.Dtype dtype) {
      return new CheckpointScalar("torch." + dtype.type().torchName());
    }
    if (object instanceof TorchGlobal global) {
      String shown =
          global instanceof TorchGlobal.Foreign foreign ? foreign.name() : "a class of PyTorch";
      return new CheckpointUnread(shown, CheckpointUnread.Kind.VALUE);
    }
    boolean plain =
        object == null
            || object instanceof String
            || object instanceof Boolean
            || object instanceof Long
            || object instanceof BigInteger
            || object instanceof Double;
    if (!plain) {
      throw MalformedCheckpointException.tooLarge(
          "'%s' is neither a tensor, a dictionary, a list, nor a plain value."
              .formatted(Printable.of(name)));
    }
    return new CheckpointScalar(object);
  }
}
