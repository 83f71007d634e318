package studio.anycost.export.checkpoint;

import java.util.HashMap;
import java.util.Map;

/**
 * The names that a pickle asks for. Those on one list have an answer; every other is {@link
 * Foreign}, which has none: this list is what stands between a checkpoint and arbitrary code. None
 * of the names is looked up in Java; each is a mark that {@link RestrictedUnpickler} knows how to
 * answer.
 */
sealed interface TorchGlobal {

  /** Functions and classes that a pickle calls. */
  enum Callable implements TorchGlobal {
    /** {@code collections.OrderedDict}. */
    ORDERED_DICT,
    /** {@code collections.defaultdict}, whose argument makes values for keys that are missing. */
    DEFAULT_DICT,
    /** {@code torch.Size}. */
    SIZE,
    /** {@code torch._utils._rebuild_tensor} and {@code _rebuild_tensor_v2}: typed storages. */
    REBUILD_TENSOR,
    /** {@code torch._utils._rebuild_tensor_v3}: an untyped storage, and the dtype beside it. */
    REBUILD_TENSOR_WITH_TYPE,
    /**
     * {@code torch._utils._rebuild_parameter} and {@code _rebuild_parameter_with_state}: a tensor
     * that is trained.
     */
    REBUILD_PARAMETER,
    /** {@code torch._tensor._rebuild_from_type_v2}: one of the above, with attributes. */
    REBUILD_WITH_ATTRIBUTES,
    /** {@code _codecs.encode}: how protocol 2 writes bytes. */
    ENCODE,
    /** {@code numpy.dtype}. */
    NUMPY_DTYPE,
    /** {@code numpy.core.multiarray._reconstruct}: an array whose content is set afterwards. */
    NUMPY_RECONSTRUCT,
    /** {@code numpy.core.numeric._frombuffer}: an array in one piece, of protocol 5. */
    NUMPY_FROM_BUFFER,
    /** {@code numpy.core.multiarray.scalar}. */
    NUMPY_SCALAR
  }

  /**
   * A storage class, such as {@code torch.FloatStorage}; an untyped one counts bytes.
   *
   * @param type null if elements of this type are not read
   * @param name what messages call the type
   * @param elementBytes bytes of one element
   */
  record StorageClass(ElementType type, String name, int elementBytes) implements TorchGlobal {
    StorageClass(ElementType type) {
      this(type, type.torchName(), type.byteCount());
    }
  }

  /** A dtype, such as {@code torch.float32}. */
  record Dtype(ElementType type) implements TorchGlobal {}

  /** {@code numpy.ndarray}, which is only ever an argument. */
  enum ArrayClass implements TorchGlobal {
    /** The only one. */
    NDARRAY
  }

  /**
   * Any other name: nothing is looked up, loaded or called for it.
   *
   * @param name module and name, joined by a dot
   */
  record Foreign(String name) implements TorchGlobal {}

  /** The global of this name; a {@link Foreign} one if it is not on the list. */
  static TorchGlobal find(String module, String name) {
    String qualified = module + "." + name;
    TorchGlobal global = AllowedNames.ALL.get(qualified);
    return global != null ? global : new Foreign(qualified);
  }

  /** The list. */
  final class AllowedNames {
    private static final Map<String, TorchGlobal> ALL = new HashMap<>();

    static {
      ALL.put("collections.OrderedDict", Callable.ORDERED_DICT);
      ALL.put("collections.defaultdict", Callable.DEFAULT_DICT);
      ALL.put("torch.Size", Callable.SIZE);
      ALL.put("torch._utils._rebuild_tensor", Callable.REBUILD_TENSOR);
      ALL.put("torch._utils._rebuild_tensor_v2", Callable.REBUILD_TENSOR);
      ALL.put("torch._utils._rebuild_tensor_v3", Callable.REBUILD_TENSOR_WITH_TYPE);
      ALL.put("torch._utils._rebuild_parameter", Callable.REBUILD_PARAMETER);
      ALL.put("torch._utils._rebuild_parameter_with_state", Callable.REBUILD_PARAMETER);
      ALL.put("torch._tensor._rebuild_from_type_v2", Callable.REBUILD_WITH_ATTRIBUTES);
      ALL.put("torch.storage.UntypedStorage", new StorageClass(ElementType.UINT8));
      ALL.put("torch.UntypedStorage", new StorageClass(ElementType.UINT8));
      for (ElementType type : ElementType.values()) {
        ALL.put("torch." + type.storageClass(), new StorageClass(type));
        ALL.put("torch." + type.torchName(), new Dtype(type));
      }
      // The legacy format keeps storages in a row: to find one, those before it must have a size.
      putUnread("ComplexFloatStorage", 8);
      putUnread("ComplexDoubleStorage", 16);
      putUnread("QUInt8Storage", 1);
      putUnread("QInt8Storage", 1);
      putUnread("QInt32Storage", 4);
      putUnread("QUInt4x2Storage", 1);
      putUnread("QUInt2x4Storage", 1);
      ALL.put("_codecs.encode", Callable.ENCODE);
      ALL.put("numpy.ndarray", ArrayClass.NDARRAY);
      ALL.put("numpy.dtype", Callable.NUMPY_DTYPE);
      // NumPy 2 moved the package, and each version reads the other's names.
      for (String core : new String[] {"numpy.core.", "numpy._core."}) {
        ALL.put(core + "multiarray._reconstruct", Callable.NUMPY_RECONSTRUCT);
        ALL.put(core + "multiarray.scalar", Callable.NUMPY_SCALAR);
        ALL.put(core + "numeric._frombuffer", Callable.NUMPY_FROM_BUFFER);
      }
    }

    private AllowedNames() {}

    private static void putUnread(String storageClass, int bytes) {
      ALL.put("torch." + storageClass, new StorageClass(null, storageClass, bytes));
    }
  }
}
