package studio.anycost.export.checkpoint;

import java.io.IOException;

/**
 * Something in a checkpoint is wrong, told without the file's name, which the parts that look at
 * bytes do not know. {@link TorchCheckpoint} and {@link CheckpointTensor} add it and throw {@link
 * CheckpointException}; this type never leaves the package.
 */
final class MalformedCheckpointException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedCheckpointException(String sentence) {
    super(sentence);
  }

  MalformedCheckpointException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
