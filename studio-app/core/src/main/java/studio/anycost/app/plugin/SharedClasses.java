package studio.anycost.app.plugin;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes that plugins share with the studio, JavaFX among them also where the studio itself
 * runs without: on the command line.
 *
 * <p>An edit may bring a panel, and the virtual machine may look at the types of the panel when it
 * verifies the edit, long before anybody asks for the panel. Then they come from the window's
 * libraries of the distribution. Nothing of JavaFX is started, and nothing loaded that no plugin
 * mentions.
 */
final class SharedClasses {
  private static final Logger LOG = LoggerFactory.getLogger(SharedClasses.class);
  private static final ClassLoader STUDIO = SharedClasses.class.getClassLoader();
  private static final String JAVAFX = "javafx.";

  private SharedClasses() {}

  /** Loads a class of a shared package. */
  static Class<?> load(String name) throws ClassNotFoundException {
    try {
      return STUDIO.loadClass(name);
    } catch (ClassNotFoundException e) {
      if (name.startsWith(JAVAFX)) {
        return Toolkit.CLASSES.loadClass(name);
      }
      throw e;
    }
  }

  /** Looked for when the first class is missed; open as long as the process lives. */
  private static final class Toolkit {
    static final ClassLoader CLASSES =
        new URLClassLoader(jars().toArray(URL[]::new), ClassLoader.getPlatformClassLoader());

    /** Those in the folder {@code window} beside the studio's jar; none outside a distribution. */
    private static List<URL> jars() {
      List<URL> jars = new ArrayList<>();
      CodeSource source = SharedClasses.class.getProtectionDomain().getCodeSource();
      if (source == null) {
        return jars;
      }
      try {
        Path folder = Path.of(source.getLocation().toURI()).resolveSibling("window");
        if (Files.isDirectory(folder)) {
          try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "javafx-*.jar")) {
            for (Path file : files) {
              jars.add(file.toUri().toURL());
            }
          }
        }
      } catch (IOException | URISyntaxException | RuntimeException e) {
        LOG.warn("The window's libraries cannot be read; panels of plugins have no JavaFX.", e);
      }
      return jars;
    }
  }
}
