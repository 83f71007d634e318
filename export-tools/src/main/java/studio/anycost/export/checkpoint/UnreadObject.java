package studio.anycost.export.checkpoint;

import java.util.Map;

/**
 * Stands in a pickle for what only somebody's code could make. It takes arguments, items and state,
 * and keeps none of them. Identity matters while unpickling: its state may tell its kind.
 */
final class UnreadObject {
  private static final String MODULES = "_modules";
  private static final String PARAMETERS = "_parameters";

  private final String name;
  private CheckpointUnread.Kind kind;

  /**
   * An object.
   *
   * @param name of its class or of the function that would have made it, with the module
   */
  UnreadObject(String name) {
    this.name = name;
    this.kind = kindOf(name);
  }

  private static CheckpointUnread.Kind kindOf(String name) {
    if (name.endsWith("persistence._reconstruct_persistent_obj")) {
      return CheckpointUnread.Kind.CODE_SNAPSHOT;
    }
    if (name.contains("tflib.network.") || name.contains("tfutil.Network")) {
      return CheckpointUnread.Kind.TENSORFLOW_NETWORK;
    }
    return CheckpointUnread.Kind.VALUE;
  }

  /**
   * What calling a global would have made.
   *
   * @param arguments not kept; the first names the class where a helper of pickle makes objects
   */
  static UnreadObject of(String function, Object[] arguments) {
    boolean helper =
        function.endsWith("copyreg._reconstructor")
            || function.endsWith("copy_reg._reconstructor")
            || function.endsWith("copyreg.__newobj__");
    boolean named = arguments.length > 0 && arguments[0] instanceof TorchGlobal.Foreign;
    return new UnreadObject(
        helper && named ? ((TorchGlobal.Foreign) arguments[0]).name() : function);
  }

  /** Looks at the state for the attributes that every module of PyTorch has, and drops it. */
  void takeState(Object state) {
    // With slots, the state is a pair of dictionaries.
    Object attributes = state instanceof Object[] pair && pair.length > 0 ? pair[0] : state;
    if (kind == CheckpointUnread.Kind.VALUE
        && attributes instanceof Map<?, ?> map
        && map.containsKey(MODULES)
        && map.containsKey(PARAMETERS)) {
      kind = CheckpointUnread.Kind.MODULE;
    }
  }

  CheckpointUnread toValue() {
    return new CheckpointUnread(name, kind);
  }
}
