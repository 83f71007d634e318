package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import studio.anycost.api.model.Boundary;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.export.boundaries.BoundaryFormat;

/** Where {@code -o} puts directions: a file of them all, or a new folder with one for each. */
final class DirectionFile {
  private DirectionFile() {}

  /** Before any work is done. */
  static void check(Path output) throws InputException {
    if (format(output).isPresent()) {
      OutputOption.checkFolder(output);
    } else if (output.getFileName() == null || output.getFileName().toString().contains(".")) {
      throw new InputException(
          "The file to write must end in .safetensors or .npz or .pt or .anycost, or be the name of"
              + " a new folder, not "
              + output
              + ".");
    } else if (Files.exists(output)) {
      throw new InputException("There is " + output + " already: choose another name for -o.");
    } else {
      OutputOption.checkFolder(output);
    }
  }

  static void write(Path output, List<Boundary> directions) throws IOException {
    Optional<BoundaryFormat> format = format(output);
    if (format.isPresent()) {
      SafeFiles.write(output, format.get().toBytes(directions));
      return;
    }
    Files.createDirectory(output);
    Set<String> taken = new HashSet<>();
    for (Boundary direction : directions) {
      // Names of attributes may be anything; those of files may not.
      String name = direction.name().replaceAll("[^A-Za-z0-9_-]", "_");
      String free = name;
      for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
        free = name + "-" + number;
      }
      SafeFiles.write(output.resolve(free + ".npy"), BoundaryFormat.npy(direction));
    }
  }

  private static Optional<BoundaryFormat> format(Path output) {
    return BoundaryFormat.of(String.valueOf(output.getFileName()));
  }
}
