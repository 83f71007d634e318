package studio.anycost.app.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.app.document.Project;
import studio.anycost.app.document.ProjectFolder;
import studio.anycost.app.files.FolderLock;
import studio.anycost.app.files.NewerFileException;
import studio.anycost.app.files.SafeFiles;
import studio.anycost.app.files.StrictJson;

/**
 * The folder of the last session. It belongs to the first window that runs: a second one begins
 * with nothing and leaves nothing, so that no project is open in two windows by itself. So does one
 * that finds the session of a newer studio, which stays as it is.
 *
 * <p>One thread at a time; calls read and write files.
 */
public final class SessionFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionFolder.class);
  private static final ObjectMapper JSON = StrictJson.mapper();
  private static final int VERSION = 1;
  private static final String FILE = "session.json";

  /** There from when the session begins to be opened until it has proved to be harmless. */
  private static final String OPENING = "opening";

  private static final int LONGEST = 256 << 10;
  private static final int MOST_LAYOUT = 50;
  private static final int LONGEST_WORD = 200;

  private final Path folder;
  private Optional<FolderLock> lock = Optional.empty();
  private Optional<String> problem = Optional.empty();

  /**
   * @param folder made when there is something to keep
   */
  public SessionFolder(Path folder) {
    this.folder = folder;
  }

  /** Takes the folder, and what was open last; nothing if there is none that can be read. */
  public Optional<Session> open() {
    try {
      lock = FolderLock.create(folder);
      return lock.isPresent() && Files.exists(folder.resolve(FILE))
          ? Optional.of(read())
          : Optional.empty();
    } catch (NewerFileException e) {
      LOG.warn("What was open last is a newer studio's", e);
      problem = Optional.of(e.getMessage());
      close();
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("What was open last is not known", e);
      return Optional.empty();
    }
  }

  /** Why what was open last is neither opened nor replaced; asked after {@link #open}. */
  public Optional<String> problem() {
    return problem;
  }

  /** Whether a studio ended while it opened this session; asked after {@link #open}. */
  public boolean wasInterrupted() {
    return lock.isPresent() && Files.exists(folder.resolve(OPENING));
  }

  /**
   * Notes that the session is being opened, until {@link #stands}.
   *
   * @throws IOException with a sentence
   */
  public void begin() throws IOException {
    if (lock.isPresent()) {
      SafeFiles.write(folder.resolve(OPENING), new byte[0]);
    }
  }

  /** Notes that what was opened does no harm. */
  public void stands() {
    if (lock.isPresent()) {
      try {
        Files.deleteIfExists(folder.resolve(OPENING));
      } catch (IOException e) {
        LOG.warn("That the session is open cannot be noted", e);
      }
    }
  }

  private Session read() throws IOException {
    JsonNode root = JSON.readTree(SafeFiles.read(folder.resolve(FILE), LONGEST));
    NewerFileException.check(folder.resolve(FILE), root, VERSION, Set.of("file", "layout"));
    Map<String, String> layout = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path("layout").properties()) {
      if (layout.size() < MOST_LAYOUT
          && entry.getValue().isTextual()
          && entry.getValue().textValue().length() <= LONGEST_WORD) {
        layout.put(entry.getKey(), entry.getValue().textValue());
      }
    }
    Optional<Project> portrait =
        ProjectFolder.holdsProject(folder)
            ? Optional.of(ProjectFolder.read(folder))
            : Optional.empty();
    return new Session(file(root.path("file")), portrait, layout);
  }

  private static Optional<Path> file(JsonNode node) {
    try {
      return node.isTextual() ? Optional.of(Path.of(node.textValue())) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Puts a session in the place of the last one; nothing happens in a second window.
   *
   * @throws IOException with a sentence
   */
  public void keep(Session session) throws IOException {
    if (lock.isEmpty()) {
      return;
    }
    ObjectNode root = JSON.createObjectNode();
    session.file().ifPresent(file -> root.put("file", file.toAbsolutePath().toString()));
    ObjectNode layout = root.putObject("layout");
    session.layout().forEach(layout::put);
    if (session.portrait().isPresent()) {
      ProjectFolder.write(folder, session.portrait().get());
    } else {
      ProjectFolder.delete(folder);
    }
    SafeFiles.write(folder.resolve(FILE), JSON.writeValueAsBytes(root));
  }

  /** Whether the session is this window's. */
  public boolean isHeld() {
    return lock.isPresent();
  }

  /** Lets go of the folder. */
  @Override
  public void close() {
    if (lock.isPresent()) {
      try {
        lock.get().close();
      } catch (IOException e) {
        LOG.warn("The folder of the session cannot be left", e);
      }
      lock = Optional.empty();
    }
  }
}
