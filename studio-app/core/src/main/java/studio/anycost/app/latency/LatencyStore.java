package studio.anycost.app.latency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.words.Texts;
import studio.anycost.models.latency.KernelLayout;
import studio.anycost.models.latency.LatencySnapshot;

/**
 * A folder with one file of times for each model. It is a cache: whatever is wrong with a file, it
 * counts as missing, and the next write replaces it. Its methods read and write files.
 */
public final class LatencyStore {
  private static final Logger LOG = LoggerFactory.getLogger(LatencyStore.class);

  /** About three times what the fullest model takes. */
  static final int LIMIT = 1 << 20;

  /** Models come and go; their times would stay for ever. */
  static final int MOST_FILES = 16;

  private static final String ENDING = ".json";

  private final Path folder;
  private final Surroundings surroundings;

  /**
   * @param folder made when the first file is written
   * @param surroundings those of this process
   */
  public LatencyStore(Path folder, Surroundings surroundings) {
    this.folder = folder;
    this.surroundings = surroundings;
  }

  /**
   * The file of a model.
   *
   * @param identity of its bundle, hexadecimal
   */
  Path file(String identity) {
    if (!identity.matches("[0-9a-f]{8,128}")) {
      throw new IllegalArgumentException("'" + identity + "' is no identity of a model.");
    }
    return folder.resolve(identity + ENDING);
  }

  /**
   * The times of a model on this machine; nothing if there are none that can be used.
   *
   * @param layout that stages are computed with now
   */
  public LatencySnapshot load(String identity, KernelLayout layout) {
    Path file = file(identity);
    if (!Files.exists(file)) {
      return LatencySnapshot.EMPTY;
    }
    try {
      return LatencyJson.read(SafeFiles.read(file, LIMIT), identity, surroundings, layout);
    } catch (IOException e) {
      LOG.info("The times in {} are measured anew: {}", file, e.getMessage());
      return LatencySnapshot.EMPTY;
    }
  }

  /**
   * Replaces the file of a model in one step.
   *
   * @param layout that the times were measured with
   * @throws IOException with a sentence if it cannot be written
   */
  public void save(String identity, KernelLayout layout, LatencySnapshot snapshot)
      throws IOException {
    Path file = file(identity);
    byte[] bytes = LatencyJson.write(identity, surroundings, layout, snapshot);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(Texts.of("latency.latencyStore.theFolderCannotBe", folder), e);
    }
    boolean isNew = !Files.exists(file);
    SafeFiles.write(file, bytes);
    if (isNew) {
      removeOldest(file);
    }
  }

  private record Dated(Path file, FileTime written) {}

  private void removeOldest(Path newest) throws IOException {
    List<Dated> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        if (entry.toString().endsWith(ENDING) && !entry.equals(newest)) {
          files.add(new Dated(entry, Files.getLastModifiedTime(entry)));
        }
      }
    }
    files.sort(Comparator.comparing(Dated::written));
    for (Dated old : files.subList(0, Math.max(0, files.size() + 1 - MOST_FILES))) {
      Files.deleteIfExists(old.file());
    }
  }
}
