package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.series.NamedPhoto;

/** Where what is made of photos goes: a folder, or the file of a single photo. */
final class PortraitTarget {
  private PortraitTarget() {}

  /**
   * Understands what a person named: what is a folder, or has no ending, is one; it is made if it
   * is not there.
   *
   * @param named what the photos were found in
   * @param endings that a file may have
   * @return whether it is a folder, which is there then
   * @throws InputException with a sentence if it cannot be written to
   * @throws IOException if the folder cannot be made
   */
  static boolean isFolder(Path output, List<Path> named, List<NamedPhoto> photos, String... endings)
      throws IOException, InputException {
    if (output.toString().equals(CliContext.PIPE)) {
      throw new InputException(
          "Standard output takes one picture of sample, edit or grid: name a folder or a file to"
              + " write.");
    }
    if (Files.isDirectory(output)) {
      OutputOption.requireWritable(output);
      SafeFiles.sweep(output);
      return true;
    }
    if (!String.valueOf(output.getFileName()).contains(".")) {
      if (Files.exists(output)) {
        throw new InputException(output + " is a file without an ending: name a folder.");
      }
      OutputOption.checkFolder(output);
      Files.createDirectory(output);
      return true;
    }
    if (photos.size() != 1 || Files.isDirectory(named.get(0))) {
      throw new InputException(
          photos.size() + " photos need a folder to write to, not the file " + output + ".");
    }
    OutputOption.check(output, endings);
    if (!ToolPhoto.isProject(photos.get(0).file())) {
      new CallFiles().reads(photos.get(0).file()).writes(output).check();
    }
    return false;
  }
}
