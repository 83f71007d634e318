package studio.anycost.app.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.parameter.Parameter;
import studio.anycost.app.files.SafeFiles;

/**
 * Remembers which plugins a person has switched off: {@code disabled.txt} in the user's plugin
 * folder, one id a line, as PF4J has it. Not thread-safe.
 */
final class DisabledPlugins {
  private static final Logger LOG = LoggerFactory.getLogger(DisabledPlugins.class);
  private static final int MAX_BYTES = 1 << 20;

  private final Path file;
  private final Set<String> ids;

  DisabledPlugins(Path folder) {
    this.file = folder.resolve("disabled.txt");
    this.ids = read(file);
  }

  boolean contains(String id) {
    return ids.contains(id);
  }

  /** Remembers; if that cannot be written, it holds until the studio is closed. */
  void set(String id, boolean disabled) {
    if (disabled ? ids.add(id) : ids.remove(id)) {
      try {
        write();
      } catch (IOException e) {
        LOG.warn("Which plugins are switched off could not be written to {}.", file, e);
      }
    }
  }

  private void write() throws IOException {
    Files.createDirectories(file.getParent());
    SafeFiles.write(file, (String.join("\n", ids) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static Set<String> read(Path file) {
    Set<String> result = new TreeSet<>();
    try {
      if (Files.isRegularFile(file)) {
        String text = new String(SafeFiles.read(file, MAX_BYTES), StandardCharsets.UTF_8);
        text.lines()
            .map(String::strip)
            .filter(line -> Parameter.KEY.matcher(line).matches())
            .forEach(result::add);
      }
    } catch (IOException e) {
      LOG.warn("Which plugins are switched off could not be read from {}.", file, e);
    }
    return result;
  }
}
