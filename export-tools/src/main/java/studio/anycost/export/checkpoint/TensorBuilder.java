package studio.anycost.export.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Answers a pickle's requests for storages and tensors, and keeps count of them. Arguments of the
 * wrong number or kind throw what the cast or the array throws, as everywhere while unpickling.
 */
final class TensorBuilder {
  private final CheckpointLimits limits;
  private final Map<String, StorageClaim> storages = new LinkedHashMap<>();
  private long tensors;
  private long elements;

  TensorBuilder(CheckpointLimits limits) {
    this.limits = limits;
  }

  /** The storages so far, each once. */
  Collection<StorageClaim> storages() {
    return List.copyOf(storages.values());
  }

  /**
   * The storage of a persistent id: the word "storage", the class, the key, the device it was on,
   * the number of elements, and in the legacy format the part of another storage that it is.
   *
   * @return a {@link StorageClaim}, or an {@link UnreadObject} if the elements cannot be read
   */
  Object storage(Object[] id) throws MalformedCheckpointException {
    if (!"storage".equals(id[0])) {
      throw MalformedCheckpointException.tooLarge(
          "the pickle refers to something outside of the file.");
    }
    if (id.length > 5 && id[5] != null) {
      throw new MalformedCheckpointException(
          "the file uses storage views of PyTorch before 0.4. "
              + "Load it with PyTorch and save it again.");
    }
    if (id[1] instanceof TorchGlobal.Foreign unknown) {
      return new UnreadObject(unknown.name()); // of a size that nobody knows, and not needed
    }
    TorchGlobal.StorageClass storageClass = (TorchGlobal.StorageClass) id[1];
    String key = (String) id[2];
    long count = wholeNumber(id[4]);
    if (count < 0) {
      throw MalformedCheckpointException.damaged(
          "storage '%s' claims %d elements.".formatted(Printable.of(key), count));
    }
    StorageClaim claim =
        new StorageClaim(
            key, storageClass.type(), storageClass.name(), storageClass.elementBytes(), count);
    StorageClaim earlier = storages.putIfAbsent(key, claim);
    if (earlier != null && !earlier.equals(claim)) {
      throw MalformedCheckpointException.damaged(
          "storage '%s' is described in two ways: %d elements of %s, and %d of %s."
              .formatted(
                  Printable.of(key),
                  earlier.elementCount(),
                  earlier.typeName(),
                  count,
                  claim.typeName()));
    }
    if (claim.type() == null) {
      return new UnreadObject("torch." + claim.typeName());
    }
    return earlier != null ? earlier : claim;
  }

  /**
   * Arguments: storage, offset, size, stride, and what only matters to training.
   *
   * @return a {@link PickledTensor}, or an {@link UnreadObject} if its elements cannot be read
   */
  Object rebuild(Object[] arguments) throws MalformedCheckpointException {
    if (arguments[0] instanceof UnreadObject) {
      return arguments[0];
    }
    return tensor(arguments, ((StorageClaim) arguments[0]).type());
  }

  /** As {@link #rebuild}, with the dtype behind "requires grad" and the hooks. */
  Object rebuildWithType(Object[] arguments) throws MalformedCheckpointException {
    if (arguments[6] instanceof TorchGlobal.Foreign unknown) {
      return new UnreadObject(unknown.name());
    }
    if (arguments[0] instanceof UnreadObject) {
      return arguments[0];
    }
    return tensor(arguments, ((TorchGlobal.Dtype) arguments[6]).type());
  }

  /** The argument, if it is what it must be. */
  Object tensorOrUnread(Object value) {
    return value instanceof UnreadObject
        ? value
        : PickledTensor.class.cast(Objects.requireNonNull(value));
  }

  /** The items of a tuple, or of a list in the place of one. */
  static Object[] tuple(Object value) {
    return value instanceof List<?> list ? list.toArray() : (Object[]) value;
  }

  private PickledTensor tensor(Object[] arguments, ElementType type)
      throws MalformedCheckpointException {
    StorageClaim storage = (StorageClaim) arguments[0];
    long storageElements = storage.byteCount() / type.byteCount();
    TensorLayout layout =
        TensorLayout.of(
            wholeNumber(arguments[1]),
            wholeNumbers(arguments[2], limits),
            wholeNumbers(arguments[3], limits),
            storageElements,
            limits);
    tensors++;
    if (tensors > limits.maxTensors()) {
      throw MalformedCheckpointException.tooLarge(
          "the file has more than %d tensors.".formatted(limits.maxTensors()));
    }
    // The sum was within the limit before, so it can wrap only once, to a negative number.
    elements += layout.elementCount();
    if (elements > limits.maxElements() || elements < 0) {
      throw MalformedCheckpointException.tooLarge(
          "the tensors have more than %d elements together.".formatted(limits.maxElements()));
    }
    return new PickledTensor(storage, type, layout);
  }

  /** Sizes or strides, few enough to be a shape. */
  static List<Long> wholeNumbers(Object value, CheckpointLimits limits)
      throws MalformedCheckpointException {
    Object[] items = tuple(value);
    // A shape that is far too long is cut, not copied; the layout refuses it for its rank.
    int length = Math.min(items.length, limits.maxRank() + 1);
    List<Long> numbers = new ArrayList<>(length);
    for (Object item : Arrays.copyOf(items, length)) {
      numbers.add(wholeNumber(item));
    }
    return numbers;
  }

  private static long wholeNumber(Object value) throws MalformedCheckpointException {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw MalformedCheckpointException.damaged(
        "a tensor's offset, sizes and strides must be whole numbers of at most 64 bits.");
  }
}
