package studio.anycost.export.checkpoint;

import java.util.List;

/**
 * A list or a tuple.
 *
 * @param items the items in order, unmodifiable
 */
public record CheckpointList(List<CheckpointValue> items) implements CheckpointValue {
  /** Takes a copy of the items. */
  public CheckpointList {
    items = List.copyOf(items);
  }
}
