package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import studio.anycost.app.files.FileNames;

/** Checks of {@code -o} before any work is done. */
public final class OutputOption {
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

  /** A file can be written there: its folder is checked, and it is no folder itself. */
  static void checkFolder(Path file) throws InputException {
    checkPlace(file);
    if (Files.isDirectory(file)) {
      throw new InputException(file + " is a folder: name a file to write.");
    }
  }

  /** Something can be written there: the folder that it belongs in exists, and lets us write. */
  public static void checkPlace(Path file) throws InputException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new InputException("The folder of " + file + " does not exist: create it first.");
    }
    requireWritable(folder);
    if (FileNames.isTooLong(file)) {
      throw new InputException(
          "The name of the file is too long for a disk: take one of at most "
              + FileNames.MOST_BYTES
              + " bytes, not "
              + file.getFileName()
              + ".");
    }
  }

  /** Files can be made in a folder: known before the work, and not when its result is lost. */
  static void requireWritable(Path folder) throws InputException {
    if (!Files.isWritable(folder)) {
      throw new InputException(
          "The folder " + folder + " cannot be written to: name another, or permit it.");
    }
  }
}
