package studio.anycost.app.fx.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the person for files and folders. JavaFX thread only; blocks in a nested loop. */
public interface FilePicker {
  /**
   * A kind of file.
   *
   * @param label for people
   * @param extensions lower-case endings without a dot
   */
  record Kind(String label, List<String> extensions) {
    public Kind {
      extensions = List.copyOf(extensions);
    }
  }

  /** A file to read; nothing if the person changed their mind. */
  Optional<Path> open(String title, Optional<Path> folder, List<Kind> kinds);

  /** A folder to read. */
  Optional<Path> openFolder(String title, Optional<Path> folder);

  /**
   * A file to write; the picker has asked about replacing an existing one.
   *
   * @param name proposed
   */
  Optional<Path> save(String title, Optional<Path> folder, String name, List<Kind> kinds);
}
