package studio.anycost.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for as long as Spark runs. */
final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  TemporaryFolder() throws IOException {
    path = Files.createTempDirectory("studio-spark");
  }

  Path path() {
    return path;
  }

  /** Deletes it; what cannot be deleted is among the temporary files, which the system clears. */
  @Override
  public void close() {
    try (Stream<Path> found = Files.walk(path)) {
      List<Path> files = found.sorted(Comparator.reverseOrder()).toList();
      for (Path file : files) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // See above.
    }
  }
}
