package studio.anycost.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which files one call reads and writes, so that none is lost by it: nothing is written over what
 * is read, nor into the model that is read, nor twice into the same file. Files are the same
 * whatever links lead to them. For one thread.
 */
public final class CallFiles {
  private final List<Path> read = new ArrayList<>();
  private final List<Path> models = new ArrayList<>();
  private final List<Path> written = new ArrayList<>();

  /**
   * A file that is read.
   *
   * @param file null if there is none
   */
  public CallFiles reads(Path file) {
    if (file != null) {
      read.add(file);
    }
    return this;
  }

  /** Files that are read. */
  public CallFiles reads(Collection<Path> files) {
    read.addAll(files);
    return this;
  }

  /** A model that is read: a folder or one file; empty for the one that comes along. */
  public CallFiles readsModel(Optional<Path> bundle) {
    bundle.ifPresent(models::add);
    return this;
  }

  /**
   * A file that is written, or a folder that files are written to. Standard output is none.
   *
   * @param file null if there is none
   */
  public CallFiles writes(Path file) {
    if (file != null && !file.toString().equals(CliContext.PIPE)) {
      written.add(file);
    }
    return this;
  }

  /** Files that are written. */
  public CallFiles writes(Collection<Path> files) {
    files.forEach(this::writes);
    return this;
  }

  /**
   * Looks at all of them; to be done before anything is written.
   *
   * @throws InputException with a sentence that names the file that would be lost
   */
  public void check() throws InputException {
    for (Path model : models) {
      for (Path output : written) {
        requireOutside(output, model);
      }
    }
    for (Path input : read) {
      for (Path output : written) {
        requireOther(output, input);
      }
    }
    requireDistinct();
  }

  private static void requireOutside(Path output, Path model) throws InputException {
    if (!Files.isDirectory(model)) {
      requireOther(output, model);
    } else if (real(output).startsWith(real(model))) {
      throw new InputException(
          output
              + " lies in the model "
              + model
              + ", which is read and would be damaged: write to another folder.");
    }
  }

  private static void requireOther(Path output, Path input) throws InputException {
    if (isSame(output, input)) {
      throw new InputException(
          output + " is the file that is read, and would be lost: name another one to write.");
    }
  }

  private void requireDistinct() throws InputException {
    // Where capitals do not matter, two spellings are one file.
    Map<String, Path> seen = new HashMap<>();
    for (Path output : written) {
      Path real = real(output);
      Path other = seen.putIfAbsent(real.toString().toLowerCase(Locale.ROOT), real);
      if (other != null && isSame(real, other)) {
        throw new InputException(
            output + " would be written twice: give each file to write a name of its own.");
      }
    }
  }

  private static boolean isSame(Path one, Path other) {
    if (real(one).equals(real(other))) {
      return true;
    }
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      return false; // by their names they are two
    }
  }

  /** Where a file is, or will be, without links and detours. */
  private static Path real(Path file) {
    Path absolute = file.toAbsolutePath();
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      Path folder = absolute.getParent();
      Path name = absolute.getFileName();
      return folder == null || name == null
          ? absolute.normalize()
          : real(folder).resolve(name).normalize();
    }
  }
}
