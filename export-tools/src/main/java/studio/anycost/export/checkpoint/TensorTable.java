package studio.anycost.export.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a dictionary and of the dictionaries in it, by name: keys joined by dots, in the
 * order of the file. Tensors in lists, unless they were asked for, and values that are not tensors,
 * are not in the table; of values that were left unread it keeps the names, to tell why a tensor is
 * not there. Or tensors that are {@linkplain ComputedTensor computed} instead of read. Immutable,
 * and safe to use from any thread.
 */
public final class TensorTable {
  /** Stands for any size in {@link #require(String, long...)}. */
  private static final long ANY_SIZE = -1;

  private final Path file;
  private final String title;
  private final Map<String, CheckpointTensor> tensors;
  private final Map<String, CheckpointUnread> unread;

  private TensorTable(
      Path file,
      String title,
      Map<String, CheckpointTensor> tensors,
      Map<String, CheckpointUnread> unread) {
    this.file = file;
    this.title = title;
    this.tensors = Collections.unmodifiableMap(tensors);
    this.unread = Collections.unmodifiableMap(unread);
  }

  /**
   * Flattens a dictionary.
   *
   * @param title what messages call it, for example {@code 'g_ema'}
   * @throws MalformedCheckpointException if there are too many tensors, or too long names
   */
  static TensorTable of(Path file, String title, CheckpointDict dict, CheckpointLimits limits)
      throws MalformedCheckpointException {
    Flattening flattening = new Flattening(limits, false);
    flattening.collect("", dict);
    return new TensorTable(file, title, flattening.tensors, flattening.unread);
  }

  /** Flattens a dictionary or a list, and the lists in it; the names of items are their indices. */
  static TensorTable ofAll(Path file, String title, CheckpointValue root, CheckpointLimits limits)
      throws MalformedCheckpointException {
    Flattening flattening = new Flattening(limits, true);
    flattening.collect("", root);
    return new TensorTable(file, title, flattening.tensors, flattening.unread);
  }

  /**
   * A table of tensors that no file holds.
   *
   * @param origin stands for the file in messages
   * @param title what messages call the table
   * @param computed in the order of the table
   */
  public static TensorTable computed(
      Path origin, String title, Map<String, ComputedTensor> computed) {
    Map<String, CheckpointTensor> tensors = new LinkedHashMap<>();
    computed.forEach(
        (name, tensor) ->
            tensors.put(
                name,
                new CheckpointTensor(
                    origin,
                    name,
                    tensor.shape(),
                    ElementType.FLOAT32,
                    tensor.elementCount(),
                    tensor::compute)));
    return new TensorTable(origin, title, tensors, Map.of());
  }

  /**
   * The tensors whose names begin with a prefix, without it.
   *
   * @param newTitle what messages call the new table
   */
  public TensorTable below(String prefix, String newTitle) {
    return new TensorTable(file, newTitle, below(prefix, tensors), below(prefix, unread));
  }

  private static <T> Map<String, T> below(String prefix, Map<String, T> values) {
    Map<String, T> below = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix) && name.length() > prefix.length()) {
            below.put(name.substring(prefix.length()), value);
          }
        });
    return below;
  }

  /** This table with more tensors, which take the place of those of the same names. */
  public TensorTable with(Map<String, CheckpointTensor> more) {
    Map<String, CheckpointTensor> all = new LinkedHashMap<>(tensors);
    more.forEach((name, tensor) -> all.put(name, tensor.named(name)));
    return new TensorTable(file, title, all, unread);
  }

  /** This table's origin and title with other tensors. */
  public TensorTable replacedBy(Map<String, CheckpointTensor> others) {
    return new TensorTable(file, title, Map.of(), unread).with(others);
  }

  /** A tensor of this table's origin that is computed. */
  public CheckpointTensor computed(String name, ComputedTensor tensor) {
    return new CheckpointTensor(
        file, name, tensor.shape(), ElementType.FLOAT32, tensor.elementCount(), tensor::compute);
  }

  /** The names in the order of the file, unmodifiable. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /** What was left unread, by name, in the order of the file, unmodifiable. */
  public Map<String, CheckpointUnread> unread() {
    return unread;
  }

  /** What messages call this table, for instance {@code 'g_ema'} with its quotes. */
  public String title() {
    return title;
  }

  /** Whether there is a tensor of this name. */
  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  /**
   * The tensor of this name.
   *
   * @throws CheckpointException if there is none
   */
  public CheckpointTensor require(String name) throws CheckpointException {
    if (unread.containsKey(name)) {
      throw new CheckpointException(
          file,
          "'%s' in %s is %s".formatted(Printable.of(name), title, unread.get(name).explanation()));
    }
    CheckpointTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new CheckpointException(
          file, title + " has no tensor '" + Printable.of(name) + "'. Save the whole state_dict.");
    }
    return tensor;
  }

  /**
   * The tensor of this name, with its shape checked.
   *
   * @param shape the sizes, outermost first; -1 accepts any. No sizes at all ask for a single
   *     number
   * @throws CheckpointException if there is none, or if it has another shape
   */
  public CheckpointTensor require(String name, long... shape) throws CheckpointException {
    CheckpointTensor tensor = require(name);
    List<Long> found = tensor.shape();
    boolean matches = found.size() == shape.length;
    for (int axis = 0; matches && axis < shape.length; axis++) {
      matches = shape[axis] == ANY_SIZE || shape[axis] == found.get(axis);
    }
    if (!matches) {
      throw new CheckpointException(
          file,
          "tensor '%s' in %s has the shape %s, but %s is needed."
              .formatted(
                  Printable.of(name),
                  title,
                  found,
                  Arrays.toString(shape).replace(Long.toString(ANY_SIZE), "any")));
    }
    return tensor;
  }

  /**
   * A fault that only the meaning of the tensors shows, told like the faults of reading.
   *
   * @param sentence what is wrong, beginning in lower case: the file's name comes before it
   */
  public CheckpointException fault(String sentence) {
    return new CheckpointException(file, sentence);
  }

  /** One walk through the values of a file. */
  private static final class Flattening {
    private final CheckpointLimits limits;
    private final boolean lists;
    private final Map<String, CheckpointTensor> tensors = new LinkedHashMap<>();
    private final Map<String, CheckpointUnread> unread = new LinkedHashMap<>();

    Flattening(CheckpointLimits limits, boolean lists) {
      this.limits = limits;
      this.lists = lists;
    }

    void collect(String prefix, CheckpointValue container) throws MalformedCheckpointException {
      if (container instanceof CheckpointDict dict) {
        for (Map.Entry<String, CheckpointValue> entry : dict.entries().entrySet()) {
          add(prefix + entry.getKey(), entry.getValue());
        }
      } else if (container instanceof CheckpointList list) {
        int index = 0;
        for (CheckpointValue item : list.items()) {
          if (!(item instanceof CheckpointScalar)) {
            add(prefix + index, item);
          }
          index++;
        }
      }
    }

    private void add(String name, CheckpointValue value) throws MalformedCheckpointException {
      if (value instanceof CheckpointDict || lists && value instanceof CheckpointList) {
        // Checked before the tensors are met, as a prefix is what grows with the depth.
        checkLength(name);
        collect(name + ".", value);
      } else if (value instanceof CheckpointTensor tensor) {
        checkLength(name);
        if (tensors.size() == limits.maxTensors()) {
          throw MalformedCheckpointException.tooLarge(
              "the file has more than %d tensors.".formatted(limits.maxTensors()));
        }
        if (tensors.putIfAbsent(name, tensor.named(name)) != null) {
          unread.put(name, new CheckpointUnread(name, CheckpointUnread.Kind.TWICE));
        }
      } else if (value instanceof CheckpointUnread left && unread.size() < limits.maxTensors()) {
        checkLength(name);
        unread.putIfAbsent(name, left);
      }
    }

    private void checkLength(String name) throws MalformedCheckpointException {
      if (name.length() > limits.maxNameCharacters()) {
        throw MalformedCheckpointException.tooLarge(
            "a tensor's name has %d characters; at most %d are read."
                .formatted(name.length(), limits.maxNameCharacters()));
      }
    }
  }
}
