package studio.anycost.app.plugin;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.anycost.app.words.Texts;

/**
 * The class loader of one plugin. It sees the JDK, the shared packages and the plugin's own files,
 * and nothing else of the studio.
 *
 * <p>The shared packages always come from the studio, even if the plugin bundles them by accident:
 * with a second copy its {@code Edit} would not be our {@code Edit}. Nothing else of the studio can
 * be seen, so a plugin may bring any version of any library.
 */
final class IsolatedClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  /** The API, and what its signatures mention; SLF4J so that plugins log where the studio does. */
  static final List<String> SHARED =
      List.of("studio.anycost.api.", "org.pf4j.", "javafx.", "org.slf4j.");

  private IsolatedClassLoader(String pluginId, URL[] files) {
    super(pluginId, files, new SharedPackages());
  }

  /**
   * Opens the classes of a plugin without running any of them. The caller closes it.
   *
   * @param location the jar, or the folder that the zip was unpacked to
   * @throws IOException if the folder cannot be read
   */
  static IsolatedClassLoader of(String pluginId, Path location) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(location)) {
      files.add(location.resolve("classes"));
      files.addAll(PluginUnpacker.libraries(location));
    } else {
      files.add(location);
    }
    URL[] urls = new URL[files.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = files.get(i).toUri().toURL();
    }
    return new IsolatedClassLoader(pluginId, urls);
  }

  /**
   * Makes an object of a class of the plugin, by its constructor without arguments.
   *
   * @throws Exception what loading it or its constructor threw, errors included
   */
  <T> T newInstance(String className, Class<T> type) throws Exception {
    Class<?> loaded = loadClass(className);
    if (!type.isAssignableFrom(loaded)) {
      throw new PluginException(
          Texts.of("plugin.isolatedClassLoader.otherType", className, type.getName()));
    }
    try {
      return type.cast(loaded.getConstructor().newInstance());
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
      throw new PluginException(Texts.of("plugin.isolatedClassLoader.notPublic", className), e);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  /** The JDK and the shared packages of the studio; no resources of the studio. */
  private static final class SharedPackages extends ClassLoader {
    SharedPackages() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (SHARED.stream().anyMatch(name::startsWith)) {
        return SharedClasses.load(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
