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

  /** The file is not as it was written; {@code sentence} says where. */
  static MalformedCheckpointException damaged(String sentence) {
    return damaged(sentence, null);
  }

  /** The file is not as it was written; {@code sentence} says where. */
  static MalformedCheckpointException damaged(String sentence, Throwable cause) {
    return new MalformedCheckpointException(sentence + " Copy or download the file again.", cause);
  }

  /** The file holds more, or other things, than any that is read; {@code sentence} says what. */
  static MalformedCheckpointException tooLarge(String sentence) {
    return new MalformedCheckpointException(sentence + " Save the model's state_dict alone.");
  }
}
