package studio.anycost.app.fx;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javafx.application.Application;
import studio.anycost.app.fx.restart.Predecessor;
import studio.anycost.app.fx.shell.StudioApplication;
import studio.anycost.app.settings.Language;
import studio.anycost.app.settings.PreferenceStore;
import studio.anycost.app.settings.Preferences;
import studio.anycost.app.settings.StudioFolders;

/**
 * Opens the window. Apart from the application class, because a main class that extends JavaFX's
 * Application does not start from a class path.
 */
public final class StudioLauncher {
  /** Held here, because a logger that nobody holds forgets its level. */
  private static final Logger JAVAFX = Logger.getLogger("javafx");

  /** JavaFX asks once, before its first window; on Linux and Windows, macOS scales by itself. */
  private static final List<String> SCALE_PROPERTIES =
      List.of("glass.gtk.uiScale", "glass.win.uiScale");

  /** To note what is open and to close a model takes a second; a busy machine needs longer. */
  private static final Duration PREDECESSOR_PATIENCE = Duration.ofSeconds(30);

  private StudioLauncher() {}

  /**
   * Opens the window and blocks until it is closed. To be called once in a process.
   *
   * @param bundle the model to open; if none, that of the studio in whose place this one was
   *     started, or the one that was open last, or the built-in one
   * @param project the project to open
   * @param system the language and the country of the machine
   * @throws IllegalStateException with a sentence if there is no screen, or no room for the
   *     libraries of the toolkit
   */
  public static void launch(Optional<Path> bundle, Optional<Path> project, Locale system) {
    // JavaFX warns on stderr that it was loaded from the class path, which is on purpose here.
    JAVAFX.setLevel(Level.SEVERE);
    Predecessor predecessor = Predecessor.ofThisProcess();
    predecessor.await(PREDECESSOR_PATIENCE);
    Locale.setDefault(Language.SYSTEM.locale(system));
    // A look only: what is wrong with them the window tells, which reads them again.
    Preferences preferences =
        PreferenceStore.peek(StudioFolders.forThisMachine().preferencesFile());
    // Before the first class of the window is there: its words are read once. JavaFX's, too.
    Locale.setDefault(preferences.language().locale(system));
    preferences
        .scalePercent()
        .ifPresent(
            percent -> SCALE_PROPERTIES.forEach(name -> System.setProperty(name, percent + "%")));
    List<String> parameters = new ArrayList<>();
    bundle
        .or(predecessor::bundle)
        .ifPresent(path -> parameters.add("--bundle=" + path.toAbsolutePath()));
    project.ifPresent(path -> parameters.add("--project=" + path.toAbsolutePath()));
    Optional<String> noCache =
        ToolkitCache.choose(StudioFolders.forThisMachine().cache(), System.getProperties());
    try {
      Application.launch(StudioApplication.class, parameters.toArray(String[]::new));
    } catch (RuntimeException e) {
      if (tellsOfNoScreen(e)) {
        throw new IllegalStateException(
            "There is no screen here, and the window needs one: set DISPLAY, or use a command that"
                + " needs none, as in 'studio sample --seed 7 -o face.png' (see studio --help).",
            e);
      }
      if (noCache.isPresent()) {
        throw new IllegalStateException(noPlace(noCache.get()), e);
      }
      throw e;
    } catch (LinkageError e) {
      if (noCache.isPresent()) {
        throw new IllegalStateException(noPlace(noCache.get()), e);
      }
      throw e;
    }
  }

  private static String noPlace(String why) {
    return "The window cannot open, because its libraries have no place to be unpacked to. "
        + why
        + " Make room there, or set "
        + StudioFolders.HOME_VARIABLE
        + " to a folder that can be written.";
  }

  /** The toolkit wraps what its platform says, or not, by where its start fails. */
  private static boolean tellsOfNoScreen(Throwable problem) {
    return Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof UnsupportedOperationException
                    && String.valueOf(cause.getMessage()).contains("DISPLAY"));
  }
}
