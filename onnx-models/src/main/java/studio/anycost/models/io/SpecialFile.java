package studio.anycost.models.io;

import java.nio.file.Files;
import java.nio.file.Path;
import studio.anycost.models.words.Texts;

/**
 * Tells files from what only looks like one in a folder: reading a pipe waits for somebody who
 * writes, and a device may never end.
 */
public final class SpecialFile {
  private SpecialFile() {}

  /** What is wrong with one: a sentence to stand behind a colon. */
  public static String fault() {
    return Texts.of("io.specialFile.fault");
  }

  /** Whether something is there that is neither a file nor a folder, wherever links lead to. */
  public static boolean is(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  static void refuse(Path path) throws InvalidFileException {
    if (is(path)) {
      throw new InvalidFileException(path.toString(), fault());
    }
  }
}
