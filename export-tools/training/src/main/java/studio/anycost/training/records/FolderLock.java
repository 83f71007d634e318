package studio.anycost.training.records;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two runs from writing into one folder. */
public final class FolderLock implements AutoCloseable {
  private static final String NAME = ".lock";

  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes a folder until it is closed or the process ends.
   *
   * @throws IOException with a sentence if another run has it
   */
  public static FolderLock of(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IOException(
          "Another run writes into " + folder + ": wait for it, or name another.");
    }
    return new FolderLock(channel, lock);
  }

  @Override
  public void close() throws IOException {
    lock.close();
    channel.close();
  }
}
