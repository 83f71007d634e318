package studio.anycost.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that is gone when it is closed, or when the process ends before that. */
public final class TemporaryFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

  private final Path path;
  private final Thread processEnd = new Thread(this::delete, "bench-folder");

  private TemporaryFolder(Path path) {
    this.path = path;
    Runtime.getRuntime().addShutdownHook(processEnd);
  }

  /** Makes an empty one where the system keeps such things. */
  public static TemporaryFolder create() throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("anycost-bench-"));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Deletes it with all that is in it. */
  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(processEnd);
    } catch (IllegalStateException e) {
      LOG.debug("The process is ending, which is what the hook is for.");
    }
  }

  private synchronized void delete() {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> found = Files.walk(path)) {
      List<Path> innerFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innerFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("The temporary folder {} could not be removed.", path, e);
    }
  }
}
