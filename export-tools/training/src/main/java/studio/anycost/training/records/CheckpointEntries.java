package studio.anycost.training.records;

import studio.anycost.export.checkpoint.CheckpointDict;
import studio.anycost.export.checkpoint.CheckpointException;
import studio.anycost.export.checkpoint.CheckpointScalar;
import studio.anycost.export.checkpoint.CheckpointTensor;
import studio.anycost.export.checkpoint.CheckpointValue;
import studio.anycost.export.checkpoint.TorchCheckpoint;

/** Single values of a checkpoint. */
public final class CheckpointEntries {
  private CheckpointEntries() {}

  /** An entry of a dictionary; null if it has none, or is no dictionary. */
  public static CheckpointValue entry(CheckpointValue dict, String key) {
    return dict instanceof CheckpointDict d ? d.entries().get(key) : null;
  }

  /**
   * A number of a dictionary. Newer versions of PyTorch keep some as tensors.
   *
   * @throws CheckpointException if there is none
   */
  public static Number number(TorchCheckpoint checkpoint, CheckpointValue dict, String key)
      throws CheckpointException {
    CheckpointValue value = entry(dict, key);
    if (value instanceof CheckpointScalar scalar && scalar.value() instanceof Number number) {
      return number;
    }
    if (value instanceof CheckpointTensor tensor && tensor.elementCount() == 1) {
      return tensor.toFloatArray()[0];
    }
    throw checkpoint
        .tensors()
        .fault("there is no number '" + key + "': a run cannot go on from this checkpoint.");
  }
}
