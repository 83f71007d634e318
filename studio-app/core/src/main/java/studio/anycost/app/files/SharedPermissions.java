package studio.anycost.app.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Temporary files are private to their owner; a saved picture is meant to be shared like any other
 * file, so it gets read access for all where the file system knows such a thing.
 */
final class SharedPermissions {
  private static final Set<PosixFilePermission> READABLE =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.OTHERS_READ);

  private SharedPermissions() {}

  static void apply(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, READABLE);
    }
  }
}
