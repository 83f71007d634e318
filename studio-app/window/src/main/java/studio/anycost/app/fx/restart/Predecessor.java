package studio.anycost.app.fx.restart;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The studio in whose place this one was started. What was open there is opened here, whatever the
 * preferences say of other starts.
 *
 * <p>One studio tells the next by its environment, which takes any path as it is, and which every
 * process inherits: whatever else a studio starts has to be started without, see {@link #forget}.
 *
 * @param pid of its process, 0 if there was none
 * @param unsaved the id of the work that it left unsaved, which is to be brought back without a
 *     question; that of other windows lies beside it. Letters and digits. Empty if it left none
 * @param bundle absolute, of the model that was open there; empty if there was none of its own
 */
public record Predecessor(long pid, Optional<String> unsaved, Optional<Path> bundle) {
  /** The studio was started by a person. */
  public static final Predecessor NONE = new Predecessor(0, Optional.empty(), Optional.empty());

  private static final String VARIABLE = "ANYCOST_STUDIO_AFTER";
  private static final String BUNDLE = "ANYCOST_STUDIO_AFTER_BUNDLE";

  /** A process, and what it left. */
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})(?:\\+([0-9a-z]{1,64}))?");

  private static final Logger LOG = LoggerFactory.getLogger(Predecessor.class);

  /** That of this process. */
  public static Predecessor ofThisProcess() {
    return of(System.getenv());
  }

  static Predecessor of(Map<String, String> environment) {
    Matcher text = TEXT.matcher(environment.getOrDefault(VARIABLE, ""));
    return text.matches()
        ? new Predecessor(
            Long.parseLong(text.group(1)),
            Optional.ofNullable(text.group(2)),
            bundle(environment.get(BUNDLE)))
        : NONE;
  }

  private static Optional<Path> bundle(String text) {
    try {
      return Optional.ofNullable(text).filter(path -> !path.isBlank()).map(Path::of);
    } catch (InvalidPathException e) {
      LOG.warn("No path of a model: {}", text, e);
      return Optional.empty();
    }
  }

  /** Puts what {@link #of} reads into the environment of the next studio. */
  void tell(Map<String, String> environment) {
    forget(environment);
    environment.put(VARIABLE, pid + unsaved.map(id -> "+" + id).orElse(""));
    bundle.ifPresent(path -> environment.put(BUNDLE, path.toString()));
  }

  /**
   * Takes it out of the environment of any other process: a studio that is started from there, as
   * from a file manager, comes after nobody.
   */
  public static void forget(Map<String, String> environment) {
    environment.remove(VARIABLE);
    environment.remove(BUNDLE);
  }

  /** Whether there was one. */
  public boolean isThere() {
    return pid > 0;
  }

  /**
   * Waits until it has let go of what this studio opens.
   *
   * @param patience after which this one starts all the same
   */
  public void await(Duration patience) {
    Optional<ProcessHandle> process = isThere() ? ProcessHandle.of(pid) : Optional.empty();
    try {
      if (process.isPresent()) {
        process.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      LOG.warn("The studio before, process {}, has not ended yet", pid, e);
    }
  }
}
