package studio.anycost.app.batch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What became of one face.
 *
 * @param face for people: a seed, or the file of a photo
 * @param file its picture
 * @param state what became of it
 * @param reason why it failed, or what of its photo was not kept, a sentence; mostly empty
 */
public record BatchOutcome(String face, Path file, State state, Optional<String> reason) {
  /** How it ended. */
  public enum State {
    /** The picture was made. */
    MADE,
    /** It was there already, and was left as it was. */
    THERE,
    /** It could not be made. */
    FAILED,
    /** The batch was stopped before its turn came. */
    LEFT
  }

  static BatchOutcome of(String face, Path file, State state) {
    return new BatchOutcome(face, file, state, Optional.empty());
  }

  /**
   * A picture that was made.
   *
   * @param lost what of the photo's file was not kept, a sentence
   */
  static BatchOutcome made(String face, Path file, Optional<String> lost) {
    return new BatchOutcome(face, file, State.MADE, lost);
  }

  static BatchOutcome failed(String face, Path file, String reason) {
    return new BatchOutcome(face, file, State.FAILED, Optional.of(reason));
  }
}
