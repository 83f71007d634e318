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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders as wholes. Links are never followed. */
final class FileTrees {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern OWNER = Pattern.compile("(\\d{1,18})-[0-9a-f]{1,16}");

  private FileTrees() {}

  /**
   * A name beside a path that nobody has; hidden, and on the same volume, so that moves are one.
   */
  static Path beside(Path path, String purpose) {
    return path.resolveSibling(
        begin(path, purpose)
            + ProcessHandle.current().pid()
            + "-"
            + Long.toHexString(RANDOM.nextLong()));
  }

  private static String begin(Path path, String purpose) {
    return "." + path.getFileName() + "." + purpose + "-";
  }

  /**
   * Deletes what studios left under names {@link #beside} a path that were killed: the names tell
   * which process it was. For purposes whose files are worth nothing until they are complete.
   *
   * @throws IOException if something that was left cannot be deleted
   */
  static void sweep(Path path, String purpose) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    String begin = begin(path, purpose);
    List<Path> stale;
    try (Stream<Path> all = Files.list(folder)) {
      stale = all.filter(each -> isStale(String.valueOf(each.getFileName()), begin)).toList();
    }
    for (Path each : stale) {
      delete(each);
    }
  }

  private static boolean isStale(String name, String begin) {
    if (!name.startsWith(begin)) {
      return false;
    }
    Matcher rest = OWNER.matcher(name.substring(begin.length()));
    return rest.matches()
        && ProcessHandle.of(Long.parseLong(rest.group(1))).filter(ProcessHandle::isAlive).isEmpty();
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
