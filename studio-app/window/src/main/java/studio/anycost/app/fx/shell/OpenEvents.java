package studio.anycost.app.fx.shell;

import com.sun.glass.ui.Application;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Files that the desktop hands to a studio that runs: macOS sends an event where other desktops
 * start a program with an argument. JavaFX has no word of its own for that, and AWT's {@code
 * Desktop} hears nothing in a program whose windows are JavaFX's: so it is asked below JavaFX, here
 * and nowhere else.
 */
final class OpenEvents {
  /** Where such events come from. JavaFX thread only. */
  @FunctionalInterface
  interface Source {
    /** Hands on the paths of each event from now on, those that came before included. */
    void listen(Consumer<String[]> opened);
  }

  private OpenEvents() {}

  /** Opens what this desktop hands over. */
  static void install(Consumer<Path> open) {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
      install(OpenEvents::listenBelow, open);
    }
  }

  /** One file, as a drop or an argument would be: the window holds one portrait. */
  static void install(Source source, Consumer<Path> open) {
    source.listen(paths -> files(paths).stream().findFirst().ifPresent(open));
  }

  private static List<Path> files(String[] paths) {
    return Stream.of(paths).filter(path -> !path.isBlank()).map(Path::of).toList();
  }

  private static void listenBelow(Consumer<String[]> opened) {
    Application application = Application.GetApplication();
    Application.EventHandler before = application.getEventHandler();
    application.setEventHandler(
        new Application.EventHandler() {
          @Override
          public void handleOpenFilesAction(Application from, long time, String[] files) {
            opened.accept(files);
          }

          @Override
          public void handleQuitAction(Application from, long time) {
            before.handleQuitAction(from, time);
          }

          @Override
          public boolean handleThemeChanged(String name) {
            return before.handleThemeChanged(name);
          }
        });
  }
}
