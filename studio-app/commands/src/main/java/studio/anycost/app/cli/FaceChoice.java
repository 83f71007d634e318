package studio.anycost.app.cli;

import java.nio.file.Path;
import java.util.List;
import studio.anycost.api.model.Face;

/** Which of the faces of a photo is meant, and what is said where there is none. */
final class FaceChoice {
  private FaceChoice() {}

  /**
   * The face of a number.
   *
   * @param number from 1 on
   * @throws InputException with a sentence if there is no such face
   */
  static Face of(List<Face> faces, int number, Path file) throws InputException {
    int count = faces.size();
    if (number < 1 || number > count) {
      throw new InputException(
          "There "
              + (count == 1 ? "is one face" : "are " + count + " faces")
              + " in "
              + file
              + ": --face takes 1 to "
              + count
              + ", not "
              + number
              + ".");
    }
    return faces.get(number - 1);
  }

  /** What can be done where no face was found, to go behind a semicolon. */
  static String advice() {
    return "if it lies on its side or stands on its head, turn it with --rotate 90, 180 or 270; in"
        + " the window a face can be aligned by hand";
  }
}
