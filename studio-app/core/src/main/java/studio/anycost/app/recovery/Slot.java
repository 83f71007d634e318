package studio.anycost.app.recovery;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFolder;
import studio.anycost.app.files.SafeFiles;

/**
 * The folder of one window's unsaved work. Whoever has a slot holds a lock on a file in it, which
 * the system lets go of when a process ends, however it ends: a slot that can be locked belongs to
 * nobody who runs.
 */
final class Slot implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String ORIGIN = "origin.txt";
  private static final int LONGEST_PATH = 32 << 10;

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;
  private Optional<Path> origin = Optional.empty();

  private Slot(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /** Makes a new slot. */
  static Slot create(Path folder) throws IOException {
    Files.createDirectories(folder);
    return tryOpen(folder, true)
        .orElseThrow(() -> new IOException("The folder " + folder + " is in use."));
  }

  /** Takes a slot that was left; nothing if somebody has it, or it is none. */
  static Optional<Slot> claim(Path folder) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        ? tryOpen(folder, false)
        : Optional.empty();
  }

  private static Optional<Slot> tryOpen(Path folder, boolean create) throws IOException {
    FileChannel channel;
    try {
      channel =
          create
              ? FileChannel.open(
                  folder.resolve(LOCK),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS)
              : FileChannel.open(
                  folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
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
    return lock == null ? Optional.empty() : Optional.of(new Slot(folder, channel, lock));
  }

  String id() {
    return folder.getFileName().toString();
  }

  void keep(Project project, Optional<Path> file) throws IOException {
    if (!origin.equals(file)) {
      ProjectFolder.delete(folder); // work on one file must not be taken for work on another
      if (file.isPresent()) {
        byte[] path = file.get().toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        SafeFiles.write(folder.resolve(ORIGIN), path);
      } else {
        Files.deleteIfExists(folder.resolve(ORIGIN));
      }
      origin = file;
    }
    ProjectFolder.write(folder, project);
  }

  /** Whether anything is kept. */
  boolean holdsWork() {
    return ProjectFolder.holdsProject(folder);
  }

  /** What was kept; empty if nothing was unsaved. */
  Optional<UnsavedWork> read() throws IOException {
    if (!holdsWork()) {
      return Optional.empty();
    }
    Project project = ProjectFolder.read(folder);
    return Optional.of(new UnsavedWork(id(), project, readOrigin(), ProjectFolder.written(folder)));
  }

  private Optional<Path> readOrigin() throws IOException {
    Path file = folder.resolve(ORIGIN);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Path.of(new String(SafeFiles.read(file, LONGEST_PATH), StandardCharsets.UTF_8)));
    } catch (InvalidPathException e) {
      return Optional.empty(); // then it has no file
    }
  }

  /** Deletes what was kept, the text first: without it there is no work, whatever else remains. */
  void clear() throws IOException {
    ProjectFolder.delete(folder);
    origin = Optional.empty();
    SafeFiles.sweep(folder);
    Files.deleteIfExists(folder.resolve(ORIGIN));
  }

  /** Deletes what was kept and the slot itself. */
  void delete() throws IOException {
    clear();
    close();
    Files.deleteIfExists(folder.resolve(LOCK));
    Files.deleteIfExists(folder);
  }

  /** Lets go of the slot; what was kept stays. */
  @Override
  public void close() throws IOException {
    if (lock.isValid()) {
      lock.release();
    }
    channel.close();
  }
}
