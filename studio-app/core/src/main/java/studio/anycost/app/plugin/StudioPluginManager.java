package studio.anycost.app.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.IndexedExtensionFinder;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;
import org.pf4j.VersionManager;
import studio.anycost.api.PluginApi;

/**
 * PF4J with its open ends tied: descriptors come from {@link PluginArchive} alone, nothing is
 * discovered, unpacked or remembered on disk here, class loaders are isolated, and version ranges
 * are checked against {@link PluginApi#VERSION}.
 *
 * <p>Like all of PF4J not thread-safe; {@link PluginHost} holds its lock around every call.
 */
final class StudioPluginManager extends AbstractPluginManager {
  private final PluginFactory factory;
  private PluginManifest loading;

  /**
   * @param factory makes the objects with start and stop
   */
  StudioPluginManager(PluginFactory factory) {
    super(List.of(Path.of("."))); // an empty list would make PF4J look at system properties
    this.factory = factory;
    this.pluginFactory = factory;
    setSystemVersion(PluginApi.VERSION); // without it PF4J checks no range
  }

  /**
   * Loads a plugin without running any of its code.
   *
   * @param location the jar, or the folder that the zip was unpacked to
   * @throws PluginException if it needs another version of the API
   */
  PluginWrapper load(Path location, PluginManifest manifest) throws PluginException {
    requireApi(manifest);
    loading = manifest;
    try {
      return getPlugin(loadPlugin(location));
    } finally {
      loading = null;
    }
  }

  /**
   * Starts a loaded plugin.
   *
   * @throws Throwable what the plugin threw
   */
  void start(String id) throws Throwable {
    if (startPlugin(id) != PluginState.STARTED) {
      Throwable failure = getPlugin(id).getFailedException();
      throw failure != null ? failure : new PluginException("it could not be started");
    }
  }

  private void requireApi(PluginManifest manifest) throws PluginException {
    String requires = manifest.details().requires();
    boolean accepted;
    try {
      // PF4J's reading: a bare version means that one or a newer one
      String range = requires.matches("\\d+\\.\\d+\\.\\d+") ? ">=" + requires : requires;
      accepted = getVersionManager().checkVersionConstraint(PluginApi.VERSION, range);
    } catch (RuntimeException e) { // the parser behind PF4J has kinds of its own
      throw new PluginException(
          "its Plugin-Requires '" + requires + "' is no range such as >=0.2.0 & <0.3.0", e);
    }
    if (!accepted) {
      throw new PluginException(
          "it needs plugin API " + requires + ", and this studio has " + PluginApi.VERSION);
    }
  }

  @Override
  protected PluginDescriptorFinder createPluginDescriptorFinder() {
    return new PluginDescriptorFinder() {
      @Override
      public boolean isApplicable(Path pluginPath) {
        return true;
      }

      @Override
      public PluginDescriptor find(Path pluginPath) {
        PluginManifest manifest = loading;
        return new DefaultPluginDescriptor(
            manifest.id(),
            manifest.details().description(),
            manifest.pluginClass(),
            manifest.version(),
            manifest.details().requires(),
            manifest.details().provider(),
            manifest.details().license());
      }
    };
  }

  @Override
  protected PluginLoader createPluginLoader() {
    return new PluginLoader() {
      @Override
      public boolean isApplicable(Path pluginPath) {
        return true;
      }

      @Override
      public ClassLoader loadPlugin(Path pluginPath, PluginDescriptor descriptor) {
        IsolatedClassLoader loader = new IsolatedClassLoader(StudioPluginManager.this, descriptor);
        if (!Files.isDirectory(pluginPath)) {
          loader.addFile(pluginPath.toFile());
          return loader;
        }
        loader.addFile(pluginPath.resolve("classes").toFile());
        try {
          PluginUnpacker.libraries(pluginPath).forEach(library -> loader.addFile(library.toFile()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return loader;
      }
    };
  }

  @Override
  protected PluginFactory createPluginFactory() {
    return factory; // null while PF4J's constructor runs; ours sets it right after
  }

  /** Not used: the host reads the index itself, because PF4J's finder hides what cannot load. */
  @Override
  protected ExtensionFinder createExtensionFinder() {
    return new IndexedExtensionFinder(this);
  }

  @Override
  protected ExtensionFactory createExtensionFactory() {
    return new DefaultExtensionFactory();
  }

  @Override
  protected VersionManager createVersionManager() {
    return new DefaultVersionManager();
  }

  @Override
  protected PluginRepository createPluginRepository() {
    return new PluginRepository() {
      @Override
      public List<Path> getPluginPaths() {
        return List.of();
      }

      @Override
      public boolean deletePluginPath(Path pluginPath) {
        return false;
      }
    };
  }

  @Override
  protected PluginStatusProvider createPluginStatusProvider() {
    return new PluginStatusProvider() {
      @Override
      public boolean isPluginDisabled(String pluginId) {
        return false;
      }

      @Override
      public void disablePlugin(String pluginId) {}

      @Override
      public void enablePlugin(String pluginId) {}
    };
  }
}
