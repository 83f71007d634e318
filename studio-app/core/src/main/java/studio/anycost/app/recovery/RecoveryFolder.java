package studio.anycost.app.recovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFolder;
import studio.anycost.app.files.Reasons;

/**
 * The unsaved work of this window, and what windows left that ended without saving. Safe to use
 * from any thread; calls read and write files and may take as long as a disk does.
 *
 * <p>Every window has a slot of its own, so that any number of studios share the folder.
 */
public final class RecoveryFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecoveryFolder.class);
  private static final int MOST = 100;

  /** Of what cannot be read, at one start; more would not be told of. */
  private static final int MOST_PUT_ASIDE = 3;

  /** Below the folder: what cannot be read, told once. */
  private static final String ASIDE = "unreadable";

  private static final int NAME_BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;
  private final Map<String, Slot> claimed = new LinkedHashMap<>();
  private Optional<Slot> own = Optional.empty();
  private boolean closed;

  /**
   * @param folder made when there is something to keep
   */
  public RecoveryFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Keeps the work of this window in the place of what was kept before.
   *
   * @param file that it was opened from or saved to before, if any
   * @throws IOException with a sentence; what was kept before stays
   */
  public synchronized void keep(Project project, Optional<Path> file) throws IOException {
    if (closed) {
      return;
    }
    if (own.isEmpty()) {
      byte[] name = new byte[NAME_BYTES];
      RANDOM.nextBytes(name);
      own = Optional.of(Slot.create(folder.resolve(HexFormat.of().formatHex(name))));
    }
    own.get().keep(project, file);
  }

  /** Where this window's work is kept, as {@link UnsavedWork#id}; empty if nothing is. */
  public synchronized Optional<String> id() {
    return own.filter(Slot::holdsWork).map(Slot::id);
  }

  /** Makes the first {@link #keep} as quick as those after it; writes nothing. */
  public static void prepare(Project project) {
    try {
      ProjectFolder.measure(project);
    } catch (IOException e) {
      LOG.debug("What is too large will be told when it is kept", e);
    }
  }

  /** This window has nothing unsaved any more. */
  public synchronized void forget() throws IOException {
    if (own.isPresent()) {
      own.get().clear();
    }
  }

  /**
   * Takes what windows left that run no more; it is offered to no other until this one ends.
   *
   * <p>What cannot be read is put aside, into a folder of its own, and told of once. A newer studio
   * may be able to read it: each start tries again, and is silent if it cannot.
   *
   * @return with the failures to tell, which name where the work lies now; they are logged too
   */
  public synchronized LeftWork claim() throws IOException {
    if (closed || !Files.isDirectory(folder)) {
      return new LeftWork(List.of(), List.of());
    }
    List<Path> putAsideBefore = putAsideBefore();
    List<UnsavedWork> left = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Path path : list(folder)) {
      try {
        claim(path).ifPresent(left::add);
      } catch (IOException e) {
        LOG.warn("What was kept in {} cannot be brought back", path, e);
        if (unreadable.size() < MOST_PUT_ASIDE) {
          unreadable.add(Reasons.sentence(e).replace(path.toString(), putAside(path).toString()));
        }
      }
    }
    for (Path path : putAsideBefore) {
      try {
        claim(path).ifPresent(left::add);
      } catch (IOException e) {
        LOG.info("What was put aside in {} still cannot be read", path, e);
      }
    }
    left.sort(Comparator.comparing(UnsavedWork::changed).reversed());
    return new LeftWork(left, unreadable);
  }

  /** None if they cannot be listed: that must not keep back the work of the last window. */
  private List<Path> putAsideBefore() {
    Path aside = folder.resolve(ASIDE);
    try {
      return Files.isDirectory(aside) ? list(aside) : List.of();
    } catch (IOException e) {
      LOG.warn("What was put aside in {} cannot be listed", aside, e);
      return List.of();
    }
  }

  /** What may be slots: nothing else takes the place of one. */
  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .filter(path -> !path.endsWith(ASIDE))
          .limit(MOST)
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns where it is then. */
  private Path putAside(Path path) {
    Path aside = folder.resolve(ASIDE).resolve(path.getFileName());
    try {
      Files.createDirectories(aside.getParent());
      return Files.move(path, aside);
    } catch (IOException e) {
      LOG.warn("{} cannot be put aside", path, e);
      return path; // and is told of again
    }
  }

  private Optional<UnsavedWork> claim(Path path) throws IOException {
    Optional<Slot> slot = Slot.claim(path);
    if (slot.isEmpty()) {
      return Optional.empty();
    }
    Optional<UnsavedWork> work;
    try {
      work = slot.get().read();
    } catch (IOException e) {
      slot.get().close();
      throw e;
    }
    if (work.isPresent()) {
      claimed.put(slot.get().id(), slot.get());
    } else {
      slot.get().delete();
    }
    return work;
  }

  /**
   * Makes claimed work that of this window. What the window has kept of it meanwhile is newer and
   * stays.
   */
  public synchronized void takeOver(UnsavedWork work) throws IOException {
    if (own.isEmpty() || !own.get().holdsWork()) {
      keep(work.project(), work.file());
    }
    // Last: at no moment is it nowhere.
    discard(work);
  }

  /** Deletes work that was claimed. */
  public synchronized void discard(UnsavedWork work) throws IOException {
    Slot slot = claimed.remove(work.id());
    if (slot != null) {
      slot.delete();
    }
  }

  /** The person has decided about this window's work: it is not kept, now or later. */
  public synchronized void end() throws IOException {
    forget();
    close();
  }

  /** Ends the window's part: what is kept stays for the next start. */
  @Override
  public synchronized void close() throws IOException {
    closed = true; // who is still writing comes too late
    for (Slot slot : claimed.values()) {
      slot.close();
    }
    claimed.clear();
    if (own.isPresent()) {
      if (own.get().holdsWork()) {
        own.get().close();
      } else {
        own.get().delete();
      }
      own = Optional.empty();
    }
  }
}
