package studio.anycost.export.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Unpickles a scanned pickle into lists, object arrays (tuples), linked hash maps (dictionaries),
 * {@link PickledTensor}s, {@link NumpyArray}s, plain values, and {@link UnreadObject}s in the place
 * of all else.
 *
 * <p>The library's unpickler has constructors for dates, numbers, arrays and more in a table that
 * the whole process shares, turns unknown classes into objects, and sets state by reflection. All
 * operations that lead there are therefore answered here: by the few names of {@link TorchGlobal}
 * that have an answer, and for every other name by an object that takes whatever it is given and
 * does nothing. Dictionaries and sets are answered here too: the library's do not keep the order of
 * the file, and any object could be a key, also one whose hash code never ends.
 *
 * <p>Not thread-safe; used once.
 */
final class RestrictedUnpickler extends Unpickler {
  private final CheckpointLimits limits;
  private final CopyBudget copies;
  private final TensorBuilder tensors;

  private RestrictedUnpickler(CheckpointLimits limits) {
    this.limits = limits;
    this.copies = new CopyBudget(limits);
    this.tensors = new TensorBuilder(limits);
  }

  /** The root object, and the storages that its tensors need. */
  record Result(Object root, Collection<StorageClaim> storages) {}

  /**
   * Unpickles.
   *
   * @param pickle what {@link PickleScanner} let pass
   * @throws MalformedCheckpointException if the pickle is damaged or too large
   */
  static Result unpickle(byte[] pickle, CheckpointLimits limits) throws IOException {
    RestrictedUnpickler unpickler = new RestrictedUnpickler(limits);
    try {
      Object root = unpickler.loads(pickle);
      return new Result(root, unpickler.tensors.storages());
    } catch (RuntimeException e) {
      // The library meets an operation that finds the wrong thing on its stack with whatever
      // exception the cast or the list throws: the operations do not fit each other.
      throw MalformedCheckpointException.damaged("the pickle is damaged and cannot be read.", e);
    } finally {
      unpickler.close();
    }
  }

  @Override
  protected Object dispatch(short code) throws IOException {
    PickleOpcode opcode = PickleOpcode.of(code);
    if (opcode == null) {
      throw new MalformedCheckpointException("the pickle was not scanned.");
    }
    switch (opcode) {
      case GLOBAL -> stack.add(globalOfLines());
      case STACK_GLOBAL -> {
        String name = (String) stack.pop();
        String module = (String) stack.pop();
        copies.take(module.length() + (long) name.length(), Character.BYTES);
        stack.add(TorchGlobal.find(module, name));
      }
      case REDUCE, NEWOBJ -> {
        Object[] arguments = (Object[]) stack.pop();
        stack.add(call(stack.pop(), arguments));
      }
      case NEWOBJ_EX -> {
        stack.pop(); // keyword arguments
        Object[] arguments = (Object[]) stack.pop();
        stack.add(call(stack.pop(), arguments));
      }
      case INST -> {
        TorchGlobal global = globalOfLines();
        stack.add(call(global, stack.pop_all_since_marker().toArray()));
      }
      case OBJ -> {
        List<Object> items = stack.pop_all_since_marker();
        stack.add(call(items.get(0), items.subList(1, items.size()).toArray()));
      }
      case EXT1, EXT2, EXT4 -> {
        PickleUtils.readbytes(
            input, opcode == PickleOpcode.EXT1 ? 1 : opcode == PickleOpcode.EXT2 ? 2 : 4);
        stack.add(new TorchGlobal.Foreign("copyreg.extension"));
      }
      case BUILD -> {
        Object state = stack.pop();
        build(stack.peek(), state);
      }
      case BINPERSID -> stack.add(persistent((Object[]) stack.pop()));
      case PERSID -> {
        PickleUtils.readline(input);
        stack.add(new UnreadObject("a persistent id"));
      }
      case NEXT_BUFFER -> stack.add(new UnreadObject("a buffer outside of the pickle"));
      case READONLY_BUFFER -> {}
      case EMPTY_SET -> stack.add(new UnreadObject("builtins.set"));
      case FROZENSET -> {
        stack.pop_all_since_marker();
        stack.add(new UnreadObject("builtins.frozenset"));
      }
      case ADDITEMS -> {
        stack.pop_all_since_marker();
        requireUnread(stack.peek());
      }
      default -> {
        return dispatchContainers(opcode, code);
      }
    }
    return NO_RETURN_VALUE;
  }

  private Object dispatchContainers(PickleOpcode opcode, short code) throws IOException {
    switch (opcode) {
      case EMPTY_DICT -> stack.add(new LinkedHashMap<Object, Object>());
      case DICT -> {
        List<Object> items = stack.pop_all_since_marker();
        Map<Object, Object> dictionary = new LinkedHashMap<>();
        putAll(dictionary, items);
        stack.add(dictionary);
      }
      case SETITEM -> {
        Object value = stack.pop();
        Object key = stack.pop();
        putAll(stack.peek(), Arrays.asList(key, value));
      }
      case SETITEMS -> {
        List<Object> items = stack.pop_all_since_marker();
        putAll(stack.peek(), items);
      }
      case APPEND -> {
        Object item = stack.pop();
        if (!(stack.peek() instanceof UnreadObject)) {
          list(stack.peek()).add(item);
        }
      }
      // The library trims the list after every group, which copies it each time.
      case APPENDS -> {
        List<Object> items = stack.pop_all_since_marker();
        if (!(stack.peek() instanceof UnreadObject)) {
          list(stack.peek()).addAll(items);
        }
      }
      default -> {
        return super.dispatch(code);
      }
    }
    return NO_RETURN_VALUE;
  }

  private TorchGlobal globalOfLines() throws IOException {
    String module = PickleUtils.readline(input);
    return TorchGlobal.find(module, PickleUtils.readline(input));
  }

  private Object call(Object function, Object[] arguments) throws IOException {
    if (function instanceof TorchGlobal.Foreign foreign) {
      return UnreadObject.of(foreign.name(), arguments);
    }
    if (function instanceof UnreadObject) {
      return function; // what a function that was never looked up gives, called in its turn
    }
    if (function instanceof TorchGlobal.ArrayClass) {
      return new UnreadObject("numpy.ndarray");
    }
    if (!(function instanceof TorchGlobal.Callable callable)) {
      throw MalformedCheckpointException.damaged(
          "the pickle calls something that is not a function; it is damaged.");
    }
    return switch (callable) {
      case ORDERED_DICT -> orderedDict(arguments);
      case DEFAULT_DICT -> new LinkedHashMap<Object, Object>();
      case SIZE -> size(arguments);
      case REBUILD_TENSOR -> tensors.rebuild(arguments);
      case REBUILD_TENSOR_WITH_TYPE -> tensors.rebuildWithType(arguments);
      case REBUILD_PARAMETER -> tensors.tensorOrUnread(arguments[0]);
      case REBUILD_WITH_ATTRIBUTES -> call(arguments[0], (Object[]) arguments[2]);
      case ENCODE -> encoded((String) arguments[0]);
      case NUMPY_DTYPE -> new NumpyType(arguments[0]);
      case NUMPY_RECONSTRUCT -> NumpyArray.of(arguments[0]);
      case NUMPY_FROM_BUFFER -> NumpyArray.fromBuffer(withBytes(arguments, 0), limits);
      case NUMPY_SCALAR -> NumpyArray.scalar(withBytes(arguments, 1));
    };
  }

  private Object[] size(Object[] arguments) throws MalformedCheckpointException {
    if (arguments.length == 0) {
      return new Object[0];
    }
    if (arguments[0] instanceof List<?> items) {
      copies.take(items.size(), CopyBudget.REFERENCE_BYTES);
      return items.toArray();
    }
    return (Object[]) arguments[0];
  }

  private byte[] encoded(String text) throws MalformedCheckpointException {
    copies.take(text.length(), Byte.BYTES);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Python 2 keeps bytes as text, a character for a byte. */
  private Object[] withBytes(Object[] values, int index) throws MalformedCheckpointException {
    if (index < values.length && values[index] instanceof String text) {
      Object[] copy = values.clone();
      copy[index] = encoded(text);
      return copy;
    }
    return values;
  }

  private Object persistent(Object[] id) throws MalformedCheckpointException {
    // The legacy format keeps the source code of a module beside its class.
    return "module".equals(id[0]) ? id[1] : tensors.storage(id);
  }

  /** Python 2 passes the items as a list of pairs; Python 3 passes nothing and sets them later. */
  private Map<Object, Object> orderedDict(Object[] arguments) throws MalformedCheckpointException {
    Map<Object, Object> dictionary = new LinkedHashMap<>();
    if (arguments.length > 0) {
      List<Object> pairs = list(arguments[0]);
      copies.take(pairs.size(), CopyBudget.ENTRY_BYTES);
      for (Object pair : pairs) {
        Object[] keyAndValue = TensorBuilder.tuple(pair);
        put(dictionary, keyAndValue[0], keyAndValue[1]);
      }
    }
    return dictionary;
  }

  /**
   * State. That of a dictionary, such as {@code _metadata}, which holds the version numbers of the
   * modules, and the attributes of a tensor are dropped: they are no part of it.
   */
  private void build(Object target, Object state) throws IOException {
    if (target instanceof UnreadObject unread) {
      unread.takeState(state);
    } else if (target instanceof NumpyArray array) {
      array.takeState(withBytes((Object[]) state, NumpyArray.STATE_DATA), limits);
    } else if (target instanceof NumpyType type) {
      type.takeState((Object[]) state);
    } else if (!(target instanceof Map
        || target instanceof PickledTensor
        || target instanceof TorchGlobal)) {
      throw MalformedCheckpointException.damaged(
          "the pickle is damaged: it gives a state to something that has none.");
    }
  }

  private static void requireUnread(Object target) {
    if (!(target instanceof UnreadObject)) {
      throw new ClassCastException("only sets take items");
    }
  }

  private void putAll(Object target, List<Object> items) throws MalformedCheckpointException {
    if (target instanceof UnreadObject) {
      return; // a dictionary of a class of its own
    }
    Map<Object, Object> dictionary = dictionary(target);
    for (int i = 0; i < items.size(); i += 2) {
      put(dictionary, items.get(i), items.get(i + 1));
    }
  }

  /**
   * An entry whose key is neither text nor a number is dropped: no tensor that anybody looks for
   * has such a name, and asking it for a hash code could take forever.
   */
  private void put(Map<Object, Object> dictionary, Object key, Object value)
      throws MalformedCheckpointException {
    if (key instanceof byte[] bytes) {
      copies.take(bytes.length, Byte.BYTES);
      dictionary.put(new String(bytes, StandardCharsets.UTF_8), value);
    } else if (key instanceof String || key instanceof Number || key instanceof Boolean) {
      dictionary.put(key, value);
    }
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
