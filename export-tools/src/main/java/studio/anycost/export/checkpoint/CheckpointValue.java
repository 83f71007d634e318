package studio.anycost.export.checkpoint;

/**
 * A value of a checkpoint: a dictionary, a list (a tuple reads as a list), a tensor, a plain value,
 * or one that was left unread. Values are immutable and never contain themselves. All but the data
 * of tensors stay readable after the checkpoint was closed.
 */
public sealed interface CheckpointValue
    permits CheckpointDict, CheckpointList, CheckpointTensor, CheckpointScalar, CheckpointUnread {}
