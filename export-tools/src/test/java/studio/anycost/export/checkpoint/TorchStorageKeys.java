package studio.anycost.export.checkpoint;

import java.util.ArrayList;
import java.util.List;

/** The storages of a file in the order of their keys, which are "0", "1" and so on. */
final class TorchStorageKeys {
  private final List<TorchStorage> storages = new ArrayList<>();

  /** The storage's key; the same object has the same key. */
  String keyOf(TorchStorage storage) {
    int index = storages.indexOf(storage);
    if (index < 0) {
      index = storages.size();
      storages.add(storage);
    }
    return Integer.toString(index);
  }

  /** All storages; the index is the key. */
  List<TorchStorage> inOrder() {
    return List.copyOf(storages);
  }
}
