package studio.anycost.app.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import studio.anycost.app.words.Texts;
import studio.anycost.models.io.FullDisk;
import studio.anycost.models.io.SpecialFile;

/** Reads files that may be hostile and writes files so that nobody ever sees half of one. */
public final class SafeFiles {
  private SafeFiles() {}

  /** Writes one file; what it writes becomes visible only when it returns normally. */
  @FunctionalInterface
  public interface Content {
    /**
     * @param temporary an empty file in the folder of the target
     */
    void writeTo(Path temporary) throws IOException;
  }

  /**
   * Reads a whole file of at most {@code limit} bytes. The bound holds for what is read, not for
   * what the file system claims.
   *
   * @throws IOException with a sentence if the file is missing, unreadable or too big
   */
  public static byte[] read(Path file, int limit) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(Texts.of("files.safeFiles.isAFolderNot", file));
    }
    if (SpecialFile.is(file)) {
      throw new IOException(Texts.of("files.safeFiles.cannotBeRead", file, SpecialFile.fault()));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(limit);
      if (bytes.length == limit && in.read() >= 0) {
        throw new IOException(Texts.of("files.safeFiles.isLargerThanThe", file, limit));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new IOException(
          Files.isSymbolicLink(file)
              ? Texts.of("files.safeFiles.isALinkTo", file)
              : Texts.of("files.safeFiles.thereIsNoFile", file),
          e);
    } catch (AccessDeniedException e) {
      throw new IOException(Texts.of("files.safeFiles.readingIsNotPermitted", file), e);
    }
  }

  /** Replaces a file in one step; see {@link #write(Path, Content)}. */
  public static void write(Path target, byte[] bytes) throws IOException {
    write(target, temporary -> Files.write(temporary, bytes));
  }

  /**
   * Replaces a file in one step: the content goes to a temporary file beside the target, which then
   * takes the target's place. If anything fails the old file is untouched. The target keeps its
   * permissions; a new file gets those that the person's umask leaves.
   *
   * @throws IOException with a sentence if the folder is missing or cannot be written
   */
  public static void write(Path target, Content content) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute)) {
      throw new IOException(Texts.of("files.safeFiles.isAFolderName", target));
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException(Texts.of("files.safeFiles.theFolderDoesNot", folder));
    }
    if (FileNames.isTooLong(absolute)) {
      throw new IOException(Texts.of("files.safeFiles.theNameIsTooLong", absolute.getFileName()));
    }
    try (TemporaryFile temporary = temporary(absolute, folder)) {
      content.writeTo(temporary.path());
      temporary.finish();
      move(temporary.path(), absolute);
    } catch (IOException e) {
      throw named(target, e);
    }
  }

  /**
   * Adds to the end of a file, which is made if it is not there; what was there stays as it is,
   * whatever happens. No link is followed.
   *
   * @throws IOException with a sentence if that is not possible
   */
  public static void append(Path file, byte[] bytes) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND,
            LinkOption.NOFOLLOW_LINKS)) {
      out.write(bytes);
    } catch (AccessDeniedException e) {
      throw new IOException(Texts.of("files.safeFiles.writingIsNotPermitted", file), e);
    } catch (IOException e) {
      throw named(file, e);
    }
  }

  /** Whoever fills a disk learns from the system what happened, and not to which file. */
  private static IOException named(Path target, IOException failure) {
    return FullDisk.isCause(failure)
        ? new IOException(Texts.of("files.safeFiles.thereIsNoRoom", target), failure)
        : failure;
  }

  /**
   * Deletes what studios left in a folder that were killed while they wrote files into it. Those
   * that run stay undisturbed.
   *
   * @throws IOException if the folder cannot be read or something in it cannot be deleted
   */
  public static void sweep(Path folder) throws IOException {
    TemporaryFile.sweep(folder);
  }

  private static TemporaryFile temporary(Path target, Path folder) throws IOException {
    try {
      return TemporaryFile.beside(target);
    } catch (IOException e) {
      throw new IOException(Texts.of("files.safeFiles.theFolderCannotBe", folder), e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (AccessDeniedException e) {
      throw new IOException(Texts.of("files.safeFiles.writingIsNotPermitted", to), e);
    } catch (FileSystemException e) {
      // Of the two it is the target that a person has named.
      IOException named = new FileSystemException(to.toString(), null, e.getReason());
      named.initCause(e);
      throw named;
    }
  }
}
