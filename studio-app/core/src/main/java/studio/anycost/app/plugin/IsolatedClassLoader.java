package studio.anycost.app.plugin;

import java.util.List;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * The class loader of one plugin. It sees the JDK, the shared packages and the plugin's own files,
 * and nothing else of the studio.
 *
 * <p>The shared packages always come from the studio, even if the plugin bundles them by accident:
 * with a second copy its {@code Edit} would not be our {@code Edit}. All else comes from the plugin
 * first, so that it may bring any version of any library.
 */
final class IsolatedClassLoader extends PluginClassLoader {
  /** The API, and what its signatures mention; SLF4J so that plugins log where the studio does. */
  static final List<String> SHARED =
      List.of("studio.anycost.api.", "org.pf4j.", "javafx.", "org.slf4j.");

  IsolatedClassLoader(PluginManager manager, PluginDescriptor descriptor) {
    super(manager, descriptor, new SharedPackages(), ClassLoadingStrategy.PDA);
  }

  @Override
  protected boolean shouldDelegateToParent(String className) {
    return isShared(className);
  }

  private static boolean isShared(String className) {
    return SHARED.stream().anyMatch(className::startsWith);
  }

  /** The JDK and the shared packages of the studio; no resources of the studio. */
  private static final class SharedPackages extends ClassLoader {
    private static final ClassLoader STUDIO = IsolatedClassLoader.class.getClassLoader();

    SharedPackages() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (isShared(name)) {
        return STUDIO.loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
