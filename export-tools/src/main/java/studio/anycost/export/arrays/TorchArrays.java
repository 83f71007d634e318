package studio.anycost.export.arrays;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.anycost.export.checkpoint.CheckpointDict;
import studio.anycost.export.checkpoint.CheckpointList;
import studio.anycost.export.checkpoint.CheckpointTensor;
import studio.anycost.export.checkpoint.CheckpointUnread;
import studio.anycost.export.checkpoint.CheckpointValue;
import studio.anycost.export.checkpoint.ElementType;
import studio.anycost.models.io.Printable;

/** Finds the float tensors among the values of a checkpoint, and names them. */
final class TorchArrays {
  private static final int MAX_NAME = 1024;

  /** Arrays of a few more elements fail on common virtual machines. */
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final Path file;
  private final List<NamedArray> arrays = new ArrayList<>();
  private final Map<String, String> skipped = new LinkedHashMap<>();

  private TorchArrays(Path file) {
    this.file = file;
  }

  /**
   * Walks over a checkpoint's values.
   *
   * @param alone the name of a tensor that has none
   */
  static TorchArrays of(Path file, String alone, CheckpointValue root) throws IOException {
    TorchArrays result = new TorchArrays(file);
    if (root instanceof CheckpointDict dict) {
      result.dict("", dict);
    } else {
      result.value(alone, root);
    }
    return result;
  }

  List<NamedArray> arrays() {
    return arrays;
  }

  Map<String, String> skipped() {
    return skipped;
  }

  private void dict(String prefix, CheckpointDict dict) throws IOException {
    for (Map.Entry<String, CheckpointValue> entry : dict.entries().entrySet()) {
      value(prefix + entry.getKey(), entry.getValue());
    }
  }

  private void value(String name, CheckpointValue value) throws IOException {
    if (value instanceof CheckpointTensor tensor) {
      tensor(name, tensor);
    } else if (value instanceof CheckpointDict dict) {
      dict(name + ".", dict);
    } else if (value instanceof CheckpointList list) {
      int number = 1;
      for (CheckpointValue item : list.items()) {
        value(name + "-" + number++, item);
      }
    } else if (value instanceof CheckpointUnread unread) {
      count(name);
      skipped.put(name, "'" + Printable.of(name) + "' is " + unread.explanation());
    }
  }

  private void count(String name) throws IOException {
    if (arrays.size() + skipped.size() == ArrayFile.MAX_ARRAYS) {
      throw new ArrayException(
          file, "there are more than %d arrays in the file.".formatted(ArrayFile.MAX_ARRAYS));
    }
    if (name.length() > MAX_NAME) {
      throw new ArrayException(file, "an array's name has %d characters.".formatted(name.length()));
    }
  }

  private void tensor(String name, CheckpointTensor tensor) throws IOException {
    count(name);
    if (!isFloat(tensor.type())) {
      skipped.put(
          name,
          "it has only elements of the type %s; save them as float32."
              .formatted(tensor.type().torchName()));
    } else if (tensor.elementCount() > LARGEST
        || tensor.shape().stream().anyMatch(size -> size > LARGEST)) {
      skipped.put(name, "it has more elements than can be read.");
    } else {
      arrays.add(
          new NamedArray(
              name, tensor.shape().stream().map(Math::toIntExact).toList(), tensor::toFloatArray));
    }
  }

  private static boolean isFloat(ElementType type) {
    return switch (type) {
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> true;
      case INT64, INT32, INT16, INT8, UINT8, BOOL -> false;
    };
  }
}
