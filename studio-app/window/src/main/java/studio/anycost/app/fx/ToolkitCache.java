package studio.anycost.app.fx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import studio.anycost.app.files.Reasons;

/**
 * Where JavaFX unpacks its libraries: into the studio's own cache, and not into the home of the
 * person, which may not be written.
 */
final class ToolkitCache {
  static final String PROPERTY = "javafx.cachedir";

  /** More than the libraries take: a full disk is noticed before half of them are there. */
  private static final int ROOM = 4 << 20;

  private ToolkitCache() {}

  /**
   * Chooses the folder for the toolkit of this process, which must not have been started.
   *
   * @param cache of the studio
   * @return why that cannot be used, with a full stop; JavaFX then looks for another by itself
   */
  static Optional<String> choose(Path cache, Properties properties) {
    if (properties.getProperty(PROPERTY) != null) {
      return Optional.empty(); // the person knows better
    }
    Path folder = cache.resolve("openjfx");
    try {
      if (!Files.isDirectory(folder) || isEmpty(folder)) {
        Files.createDirectories(folder);
        Path probe = Files.createTempFile(folder, "room", "");
        try {
          Files.write(probe, new byte[ROOM]);
        } finally {
          Files.delete(probe);
        }
      }
      properties.setProperty(PROPERTY, folder.toString());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(Reasons.sentence(e));
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
