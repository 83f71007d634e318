package studio.anycost.training.checkpoints;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Replaces files so that a process that is killed leaves the old one or the new one, whole, and
 * adds to files.
 */
public final class AtomicFiles {
  private static final String SUFFIX = ".part";

  private AtomicFiles() {}

  /** Writes the content of one file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes beside the target, brings it onto the disk, and then lets it take the target's place.
   * What an earlier process left half-written is overwritten.
   *
   * @throws IOException with a sentence if that fails, for instance as the disk is full; the target
   *     is as it was
   */
  public static void replace(Path target, Content content) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + SUFFIX);
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        OutputStream out = Channels.newOutputStream(channel);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw unwritten(target, e);
    }
  }

  /**
   * Adds to the end of a file that is there. A process that is killed may leave a part.
   *
   * @throws IOException with a sentence if that fails, for instance as the disk is full
   */
  public static void append(Path target, byte[] content) throws IOException {
    try {
      Files.write(target, content, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw unwritten(target, e);
    }
  }

  private static IOException unwritten(Path target, IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return new IOException(
        target + " cannot be written" + (reason == null ? "." : ": " + reason + "."), e);
  }
}
