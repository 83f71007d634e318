package studio.anycost.models.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A place for a bundle that is looked at before it gets to its own: a hidden folder beside that,
 * and so on the same volume. Owns the folder until it is closed, which deletes it.
 */
public final class StagedBundle implements AutoCloseable {
  private final Path folder;

  private StagedBundle(Path folder) {
    this.folder = folder;
  }

  /**
   * @param target of the bundle in the end; its folder is there
   */
  public static StagedBundle beside(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    FileTrees.sweep(absolute, "staged");
    return new StagedBundle(Files.createDirectory(FileTrees.beside(absolute, "staged")));
  }

  /** Where to write the bundle to, as a folder. */
  public Path path() {
    return folder.resolve("bundle");
  }

  @Override
  public void close() throws IOException {
    FileTrees.delete(folder);
  }
}
