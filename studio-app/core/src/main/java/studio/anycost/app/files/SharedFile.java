package studio.anycost.app.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one studio at a time read a file and write it again, so that none takes back what another
 * has written meanwhile. The lock is on a file beside it, which stays.
 */
public final class SharedFile {
  /** Locks of files are those of a process. */
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private SharedFile() {}

  /** What is done with the file. */
  @FunctionalInterface
  public interface Change<T> {
    T make() throws IOException;
  }

  /**
   * Does something while nobody else does. Blocks while somebody else does.
   *
   * @param file in a folder that is made if it is not there
   * @throws IOException if there can be no lock, or from the change
   */
  public static <T> T changing(Path file, Change<T> change) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    IN_PROCESS.lock();
    try (FileChannel channel = FileChannel.open(lock(file), CREATE, WRITE, NOFOLLOW_LINKS)) {
      channel.lock(); // until it is closed
      return change.make();
    } finally {
      IN_PROCESS.unlock();
    }
  }

  private static Path lock(Path file) {
    return file.resolveSibling(file.getFileName() + ".lock");
  }
}
