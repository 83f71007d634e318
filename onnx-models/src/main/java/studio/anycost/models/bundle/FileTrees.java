package studio.anycost.models.bundle;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/** Folders as wholes. Links are never followed. */
final class FileTrees {
  private static final SecureRandom RANDOM = new SecureRandom();

  private FileTrees() {}

  /**
   * A name beside a path that nobody has; hidden, and on the same volume, so that moves are one.
   */
  static Path beside(Path path, String purpose) {
    return path.resolveSibling(
        "." + path.getFileName() + "." + purpose + "-" + Long.toHexString(RANDOM.nextLong()));
  }

  /** All files below a folder, relative to it. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(folder::relativize)
          .toList();
    }
  }

  /** Deletes a folder and what is in it; nothing to delete is no error. */
  static void delete(Path folder) throws IOException {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                throws IOException {
              if (failure != null) {
                throw failure;
              }
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (NoSuchFileException e) {
      if (Files.exists(folder)) {
        throw e;
      }
    }
  }
}
