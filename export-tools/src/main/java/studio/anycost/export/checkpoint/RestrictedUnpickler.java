package studio.anycost.export.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Unpickles a scanned pickle into lists, object arrays (tuples), linked hash maps (dictionaries),
 * {@link PickledTensor}s and plain values.
 *
 * <p>The library's unpickler has constructors for dates, numbers, arrays and more in a table that
 * the whole process shares, turns unknown classes into objects, and sets state by reflection. All
 * operations that lead there are therefore answered here, by {@link TorchGlobal} and nothing else.
 * Dictionaries are answered here too: the library's do not keep the order of the file, and any
 * object could be a key, also one whose hash code never ends.
 *
 * <p>Not thread-safe; used once.
 */
final class RestrictedUnpickler extends Unpickler {
  private final TensorBuilder tensors;

  private RestrictedUnpickler(CheckpointLimits limits) {
    this.tensors = new TensorBuilder(limits);
  }

  /** The root object, and the storages that its tensors need. */
  record Result(Object root, Collection<StorageClaim> storages) {}

  /**
   * Unpickles.
   *
   * @param pickle what {@link PickleScanner} let pass
   * @throws MalformedCheckpointException if the pickle asks for anything that is not allowed, or is
   *     damaged
   */
  static Result unpickle(byte[] pickle, CheckpointLimits limits) throws IOException {
    RestrictedUnpickler unpickler = new RestrictedUnpickler(limits);
    try {
      Object root = unpickler.loads(pickle);
      return new Result(root, unpickler.tensors.storages());
    } catch (RuntimeException e) {
      // The library meets an operation that finds the wrong thing on its stack with whatever
      // exception the cast or the list throws: the operations do not fit each other.
      throw new MalformedCheckpointException("the pickle is damaged and cannot be read.", e);
    } finally {
      unpickler.close();
    }
  }

  @Override
  protected Object dispatch(short code) throws IOException {
    PickleOpcode opcode = PickleOpcode.of(code);
    if (opcode == null || !opcode.isAllowed()) {
      throw new MalformedCheckpointException("the pickle was not scanned.");
    }
    switch (opcode) {
      case GLOBAL -> {
        String module = PickleUtils.readline(input);
        stack.add(TorchGlobal.find(module, PickleUtils.readline(input)));
      }
      case STACK_GLOBAL -> {
        String name = (String) stack.pop();
        stack.add(TorchGlobal.find((String) stack.pop(), name));
      }
      case REDUCE -> {
        Object[] arguments = (Object[]) stack.pop();
        stack.add(call(stack.pop(), arguments));
      }
      case BUILD -> build();
      case BINPERSID -> stack.add(tensors.storage((Object[]) stack.pop()));
      case EMPTY_DICT -> stack.add(new LinkedHashMap<Object, Object>());
      case SETITEM -> {
        Object value = stack.pop();
        Object key = stack.pop();
        put(dictionary(stack.peek()), key, value);
      }
      case SETITEMS -> {
        List<Object> items = stack.pop_all_since_marker();
        putAll(dictionary(stack.peek()), items);
      }
      case APPEND -> {
        Object item = stack.pop();
        list(stack.peek()).add(item);
      }
      // The library trims the list after every group, which copies it each time.
      case APPENDS -> {
        List<Object> items = stack.pop_all_since_marker();
        list(stack.peek()).addAll(items);
      }
      default -> {
        return super.dispatch(code);
      }
    }
    return NO_RETURN_VALUE;
  }

  private Object call(Object function, Object[] arguments) throws MalformedCheckpointException {
    if (!(function instanceof TorchGlobal.Callable callable)) {
      throw new MalformedCheckpointException(
          "the pickle calls something that is not a function; it is damaged.");
    }
    return switch (callable) {
      case ORDERED_DICT -> orderedDict(arguments);
      case SIZE -> arguments.length == 0 ? new Object[0] : TensorBuilder.tuple(arguments[0]);
      case REBUILD_TENSOR -> tensors.rebuild(arguments);
      case REBUILD_TENSOR_WITH_TYPE -> tensors.rebuildWithType(arguments);
      case REBUILD_PARAMETER -> Objects.requireNonNull((PickledTensor) arguments[0]);
    };
  }

  /** Python 2 passes the items as a list of pairs; Python 3 passes nothing and sets them later. */
  private static Map<Object, Object> orderedDict(Object[] arguments)
      throws MalformedCheckpointException {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    if (arguments.length > 0) {
      for (Object pair : list(arguments[0])) {
        Object[] keyAndValue = TensorBuilder.tuple(pair);
        put(dictionary, keyAndValue[0], keyAndValue[1]);
      }
    }
    return dictionary;
  }

  /**
   * Attributes of a dictionary, such as {@code _metadata}, which holds the version numbers of the
   * modules: dropped, as they are no part of the dictionary.
   */
  private void build() throws MalformedCheckpointException {
    stack.pop();
    dictionary(stack.peek());
  }

  private static void putAll(Map<Object, Object> dictionary, List<Object> items)
      throws MalformedCheckpointException {
    for (int i = 0; i < items.size(); i += 2) {
      put(dictionary, items.get(i), items.get(i + 1));
    }
  }

  private static void put(Map<Object, Object> dictionary, Object key, Object value)
      throws MalformedCheckpointException {
    boolean plain = key instanceof String || key instanceof Number || key instanceof Boolean;
    if (!plain) {
      throw new MalformedCheckpointException(
          "a dictionary has a key that is neither text nor a number.");
    }
    dictionary.put(key, value);
  }

  @SuppressWarnings("unchecked") // Only this class makes maps, all of this type.
  private static Map<Object, Object> dictionary(Object value) {
    return (LinkedHashMap<Object, Object>) value;
  }

  @SuppressWarnings("unchecked") // The library makes lists only as ArrayList<Object>.
  private static List<Object> list(Object value) {
    return (ArrayList<Object>) value;
  }
}
