package studio.anycost.export.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A dictionary. Keys that are numbers or booleans in the file are given as their text.
 *
 * @param entries the entries in the order of the file, unmodifiable
 */
public record CheckpointDict(Map<String, CheckpointValue> entries) implements CheckpointValue {
  /** Takes a copy of the entries, and keeps their order. */
  public CheckpointDict {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }
}
