package studio.anycost.app.plugin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.files.SafeFiles;

/**
 * Remembers which file a person installed each plugin from, for whoever builds it there again:
 * {@code origins.properties} in the user's plugin folder. Not thread-safe.
 */
final class PluginOrigins {
  private static final Logger LOG = LoggerFactory.getLogger(PluginOrigins.class);
  private static final int MAX_BYTES = 1 << 20;

  private final Path file;
  private final Properties origins;

  PluginOrigins(Path folder) {
    this.file = folder.resolve("origins.properties");
    this.origins = read(file);
  }

  /** The file that a plugin came from; nobody says that it is still there. */
  Optional<Path> of(String id) {
    try {
      return Optional.ofNullable(origins.getProperty(id)).map(Path::of);
    } catch (InvalidPathException e) {
      return Optional.empty(); // written by another system
    }
  }

  void set(String id, Path origin) {
    String text = origin.toAbsolutePath().normalize().toString();
    if (!text.equals(origins.setProperty(id, text))) {
      write();
    }
  }

  void remove(String id) {
    if (origins.remove(id) != null) {
      write();
    }
  }

  /** If that is not possible, what is remembered holds until the studio is closed. */
  private void write() {
    try {
      Files.createDirectories(file.getParent());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      origins.store(bytes, null);
      SafeFiles.write(file, bytes.toByteArray());
    } catch (IOException e) {
      LOG.warn("Where plugins came from could not be written to {}.", file, e);
    }
  }

  private static Properties read(Path file) {
    Properties result = new Properties();
    try {
      if (Files.isRegularFile(file)) {
        result.load(new ByteArrayInputStream(SafeFiles.read(file, MAX_BYTES)));
      }
    } catch (IOException | IllegalArgumentException e) { // the latter for broken escapes
      LOG.warn("Where plugins came from could not be read from {}.", file, e);
      result.clear();
    }
    return result;
  }
}
