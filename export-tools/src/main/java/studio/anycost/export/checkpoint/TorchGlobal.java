package studio.anycost.export.checkpoint;

import java.util.HashMap;
import java.util.Map;

/**
 * The names that a pickle may ask for, and nothing else: this list is what stands between a
 * checkpoint and arbitrary code. None of them is looked up in Java; each is a mark that {@link
 * RestrictedUnpickler} knows how to answer.
 */
sealed interface TorchGlobal {

  /** Functions and classes that a pickle calls. */
  enum Callable implements TorchGlobal {
    /** {@code collections.OrderedDict}. */
    ORDERED_DICT,
    /** {@code torch.Size}. */
    SIZE,
    /** {@code torch._utils._rebuild_tensor} and {@code _rebuild_tensor_v2}: typed storages. */
    REBUILD_TENSOR,
    /** {@code torch._utils._rebuild_tensor_v3}: an untyped storage, and the dtype beside it. */
    REBUILD_TENSOR_WITH_TYPE,
    /** {@code torch._utils._rebuild_parameter}: a tensor that is trained. */
    REBUILD_PARAMETER
  }

  /** A storage class, such as {@code torch.FloatStorage}; an untyped one counts bytes. */
  record StorageClass(ElementType type) implements TorchGlobal {}

  /** A dtype, such as {@code torch.float32}. */
  record Dtype(ElementType type) implements TorchGlobal {}

  /**
   * The global of this name.
   *
   * @throws MalformedCheckpointException if the name is not on the list; the message gives the name
   */
  static TorchGlobal find(String module, String name) throws MalformedCheckpointException {
    String qualified = module + "." + name;
    TorchGlobal global = AllowedNames.ALL.get(qualified);
    if (global == null) {
      throw new MalformedCheckpointException(
          ("the pickle asks for %s, which is not allowed. "
                  + "Only tensors, dictionaries and plain values are read.")
              .formatted(Printable.of(qualified)));
    }
    return global;
  }

  /** The list. */
  final class AllowedNames {
    private static final Map<String, TorchGlobal> ALL = new HashMap<>();

    static {
      ALL.put("collections.OrderedDict", Callable.ORDERED_DICT);
      ALL.put("torch.Size", Callable.SIZE);
      ALL.put("torch._utils._rebuild_tensor", Callable.REBUILD_TENSOR);
      ALL.put("torch._utils._rebuild_tensor_v2", Callable.REBUILD_TENSOR);
      ALL.put("torch._utils._rebuild_tensor_v3", Callable.REBUILD_TENSOR_WITH_TYPE);
      ALL.put("torch._utils._rebuild_parameter", Callable.REBUILD_PARAMETER);
      ALL.put("torch.storage.UntypedStorage", new StorageClass(ElementType.UINT8));
      ALL.put("torch.UntypedStorage", new StorageClass(ElementType.UINT8));
      for (ElementType type : ElementType.values()) {
        ALL.put("torch." + type.storageClass(), new StorageClass(type));
        ALL.put("torch." + type.torchName(), new Dtype(type));
      }
    }

    private AllowedNames() {}
  }
}
