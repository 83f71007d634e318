package studio.anycost.export.checkpoint;

import java.math.BigInteger;

/**
 * A plain value.
 *
 * @param value a {@link String}, a {@link Boolean}, a {@link Long}, a {@link BigInteger} where a
 *     whole number does not fit a long, a {@link Double}, or null where Python has None
 */
public record CheckpointScalar(Object value) implements CheckpointValue {
  /** Refuses any other type. */
  public CheckpointScalar {
    boolean plain =
        value == null
            || value instanceof String
            || value instanceof Boolean
            || value instanceof Long
            || value instanceof BigInteger
            || value instanceof Double;
    if (!plain) {
      throw new IllegalArgumentException(value.getClass() + " is not a plain value");
    }
  }
}
