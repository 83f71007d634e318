package studio.anycost.app.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file beside a target that is to take its place.
 *
 * <p>It may be read by whom the target may be read by, from its first byte on: a file that was kept
 * private stays private. Where there is no target yet, the file is made as any program makes files,
 * so that the person's umask decides. {@link Files#createTempFile} does neither: what it makes is
 * private, and whoever wants it shared has to guess how far.
 */
final class TemporaryFile implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("\\.anycost-(\\d{1,18})-[0-9a-f]{16}\\.part");
  private static final int TRIES = 100;
  private static final int NAME_BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path path;
  private final Optional<Set<PosixFilePermission>> permissions;

  private TemporaryFile(Path path, Optional<Set<PosixFilePermission>> permissions) {
    this.path = path;
    this.permissions = permissions;
  }

  /** Makes an empty file in the folder of a target, which may or may not exist. */
  static TemporaryFile beside(Path target) throws IOException {
    Optional<Set<PosixFilePermission>> permissions = permissions(target);
    Path path = create(target.getParent());
    if (permissions.isPresent()) {
      Set<PosixFilePermission> writable = EnumSet.copyOf(permissions.get());
      writable.add(PosixFilePermission.OWNER_WRITE);
      Files.setPosixFilePermissions(path, writable);
    }
    return new TemporaryFile(path, permissions);
  }

  private static Optional<Set<PosixFilePermission>> permissions(Path target) throws IOException {
    boolean known = target.getFileSystem().supportedFileAttributeViews().contains("posix");
    return known && Files.exists(target)
        ? Optional.of(Files.getPosixFilePermissions(target))
        : Optional.empty();
  }

  private static Path create(Path folder) throws IOException {
    FileAlreadyExistsException last = null;
    for (int i = 0; i < TRIES; i++) {
      byte[] name = new byte[NAME_BYTES];
      RANDOM.nextBytes(name);
      try {
        return Files.createFile(
            folder.resolve(
                ".anycost-"
                    + ProcessHandle.current().pid()
                    + "-"
                    + HexFormat.of().formatHex(name)
                    + ".part"));
      } catch (FileAlreadyExistsException e) {
        last = e;
      }
    }
    throw last;
  }

  /**
   * Deletes what studios left in a folder that were killed while they wrote: the names tell which
   * process it was. What cannot be deleted stays.
   */
  static void sweep(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(TemporaryFile::isStale).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isStale(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches()
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && ProcessHandle.of(Long.parseLong(name.group(1))).filter(ProcessHandle::isAlive).isEmpty();
  }

  Path path() {
    return path;
  }

  /** Nothing more will be written: the permissions of the target hold. */
  void finish() throws IOException {
    if (permissions.isPresent()) {
      Files.setPosixFilePermissions(path, permissions.get());
    }
  }

  /** Deletes the file, if it is still there. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
