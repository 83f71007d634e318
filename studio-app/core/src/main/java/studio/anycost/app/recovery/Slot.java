package studio.anycost.app.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFolder;
import studio.anycost.app.files.FolderLock;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.words.Texts;

/**
 * The folder of one window's unsaved work. Whoever has a slot holds its lock: a slot that can be
 * locked belongs to nobody who runs.
 */
final class Slot implements AutoCloseable {
  private static final String ORIGIN = "origin.txt";
  private static final int LONGEST_PATH = 32 << 10;

  private final Path folder;
  private final FolderLock lock;
  private Optional<Path> origin = Optional.empty();

  private Slot(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Makes a new slot. */
  static Slot create(Path folder) throws IOException {
    return FolderLock.create(folder)
        .map(lock -> new Slot(folder, lock))
        .orElseThrow(() -> new IOException(Texts.of("recovery.slot.theFolderIsIn", folder)));
  }

  /** Takes a slot that was left; nothing if somebody has it, or it is none. */
  static Optional<Slot> claim(Path folder) throws IOException {
    return FolderLock.claim(folder).map(lock -> new Slot(folder, lock));
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
    lock.delete();
  }

  /** Lets go of the slot; what was kept stays. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
