package studio.anycost.app.fx.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.files.SafeFiles;

/**
 * Files that other programs were given by dragging: they lie in a folder for temporary files until
 * the window is closed, since nobody tells when the other program has read one. One thread.
 */
public final class DraggedFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DraggedFiles.class);

  private Optional<Path> folder = Optional.empty();
  private int count;

  @Inject
  DraggedFiles() {}

  /**
   * Writes a file into a folder of its own: its name is seen by the other program.
   *
   * @param name of the file, no path
   * @throws IOException with a sentence
   */
  Path write(String name, byte[] bytes) throws IOException {
    Path file = place(name);
    SafeFiles.write(file, bytes);
    return file;
  }

  /**
   * Where a file that somebody else writes has its place, in a folder of its own.
   *
   * @param name of the file, no path
   * @throws IOException with a sentence
   */
  Path place(String name) throws IOException {
    if (folder.isEmpty()) {
      folder = Optional.of(Files.createTempDirectory("anycost-studio-"));
    }
    count++;
    Path own = Files.createDirectory(folder.get().resolve(String.valueOf(count)));
    return own.resolve(name.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", " ").strip());
  }

  /** Deletes all of them. */
  @Override
  public void close() {
    if (folder.isEmpty()) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder.get())) {
      List<Path> inside = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : inside) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.info("Files that were dragged out stay in {}", folder.get(), e);
    }
    folder = Optional.empty();
  }
}
