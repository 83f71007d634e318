package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import studio.anycost.app.files.FileNames;

/** Checks of {@code -o} before any work is done. */
final class OutputOption {
  private OutputOption() {}

  /** The file has one of the endings and its folder exists. */
  static void check(Path file, String... endings) throws InputException {
    checkEnding(file, endings);
    checkFolder(file);
  }

  /** The file has one of the endings. */
  static void checkEnding(Path file, String... endings) throws InputException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    boolean known = false;
    for (String ending : endings) {
      known |= name.endsWith(ending);
    }
    if (!known) {
      throw new InputException(
          "The file to write must end in " + String.join(" or ", endings) + ", not " + file + ".");
    }
  }

  /**
   * A file that is read is not the one to write: what a person brought would be lost.
   *
   * @param input null if there is none
   */
  static void requireOther(Path output, Path input) throws InputException {
    try {
      if (output != null
          && input != null
          && Files.exists(output)
          && Files.exists(input)
          && Files.isSameFile(output, input)) {
        throw new InputException(
            output + " is the file that is read, and would be lost: name another one to write.");
      }
    } catch (IOException e) {
      throw InputException.of(e);
    }
  }

  /**
   * A project that is there is replaced only if that is asked for: it holds what a person did.
   *
   * @param output of any kind; null if there is none
   * @param input the project that goes on in the same file, if it is that; null if there is none
   */
  static void requireNew(Path output, Path input, boolean force) throws InputException {
    if (output == null || !ToolPhoto.isProject(output)) {
      return;
    }
    try {
      if (input != null
          && Files.exists(output)
          && Files.exists(input)
          && Files.isSameFile(output, input)) {
        return;
      }
    } catch (IOException e) {
      throw InputException.of(e);
    }
    requireFree(output, force);
  }

  /**
   * A file that is there is replaced only if that is asked for: long work went into it.
   *
   * @param output null if there is none
   */
  static void requireFree(Path output, boolean force) throws InputException {
    if (output != null && !force && Files.exists(output)) {
      throw new InputException(
          output + " is there already: --force replaces it, or name another file.");
    }
  }

  /** The folder of a file exists. */
  static void checkFolder(Path file) throws InputException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new InputException("The folder of " + file + " does not exist: create it first.");
    }
    if (Files.isDirectory(file)) {
      throw new InputException(file + " is a folder: name a file to write.");
    }
    if (FileNames.isTooLong(file)) {
      throw new InputException(
          "The name of the file is too long for a disk: take one of at most "
              + FileNames.MOST_BYTES
              + " bytes, not "
              + file.getFileName()
              + ".");
    }
  }
}
