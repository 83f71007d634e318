package studio.anycost.app.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that one window has for itself: by a lock on a file in it, which the system lets go of
 * when a process ends, however it ends. What can be locked belongs to nobody who runs.
 */
public final class FolderLock implements AutoCloseable {
  private static final String NAME = "lock";

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /** Makes a folder that is not there, and takes it; nothing if somebody has it. */
  public static Optional<FolderLock> create(Path folder) throws IOException {
    Files.createDirectories(folder);
    return tryLock(folder, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Takes a folder that was left; nothing if somebody has it, or it is none. */
  public static Optional<FolderLock> claim(Path folder) throws IOException {
    try {
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          ? tryLock(folder, StandardOpenOption.WRITE)
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<FolderLock> tryLock(Path folder, StandardOpenOption... options)
      throws IOException {
    Set<OpenOption> how = new HashSet<>(Set.of(options));
    how.add(LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = FileChannel.open(folder.resolve(NAME), how);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another window of this process has it.
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? Optional.empty() : Optional.of(new FolderLock(folder, channel, lock));
  }

  /** Lets go of the folder, and deletes it if nothing else is in it. */
  public void delete() throws IOException {
    close();
    Files.deleteIfExists(folder.resolve(NAME));
    Files.deleteIfExists(folder);
  }

  /** Lets go of the folder; what is in it stays. */
  @Override
  public void close() throws IOException {
    if (lock.isValid()) {
      lock.release();
    }
    channel.close();
  }
}
