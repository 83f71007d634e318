package studio.anycost.app.plugin;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.pf4j.Plugin;
import org.pf4j.PluginFactory;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the start-and-stop objects of plugins so that PF4J never runs code of a plugin itself: it
 * gets a stand-in that runs every step within {@link PluginCalls}.
 *
 * <p>Only constructors without arguments are offered: the other kind would hand the plugin PF4J's
 * manager, and with it all other plugins.
 */
final class BoundedPluginFactory implements PluginFactory {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedPluginFactory.class);

  private final PluginCalls calls;

  BoundedPluginFactory(PluginCalls calls) {
    this.calls = calls;
  }

  @Override
  public Plugin create(PluginWrapper wrapper) {
    ClassLoader loader = wrapper.getPluginClassLoader();
    String className = wrapper.getDescriptor().getPluginClass();
    Plugin plugin = bounded(loader, () -> newInstance(loader, className, Plugin.class));
    return new StandIn(plugin, loader, wrapper.getPluginId());
  }

  /**
   * Makes an object of a class of a plugin.
   *
   * @throws Exception what loading it or its constructor threw, errors included
   */
  static <T> T newInstance(ClassLoader loader, String className, Class<T> type) throws Exception {
    Class<?> loaded = loader.loadClass(className);
    if (!type.isAssignableFrom(loaded)) {
      throw new PluginException("its class " + className + " is no " + type.getName());
    }
    try {
      Constructor<?> constructor = loaded.getConstructor();
      return type.cast(constructor.newInstance());
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
      throw new PluginException(
          "its class "
              + className
              + " is not a public one with a public constructor without"
              + " arguments",
          e);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private <T> T bounded(ClassLoader loader, java.util.concurrent.Callable<T> work) {
    try {
      return calls.run(loader, work, () -> false);
    } catch (Throwable failure) { // PF4J expects its own exception and passes the cause on
      throw new PluginRuntimeException(failure);
    }
  }

  private final class StandIn extends Plugin {
    private final Plugin plugin;
    private final ClassLoader loader;
    private final String id;

    StandIn(Plugin plugin, ClassLoader loader, String id) {
      this.plugin = plugin;
      this.loader = loader;
      this.id = id;
    }

    @Override
    public void start() {
      bounded(
          loader,
          () -> {
            plugin.start();
            return null;
          });
    }

    /** Never fails: whatever the plugin does, PF4J must go on unloading it. */
    @Override
    public void stop() {
      try {
        bounded(
            loader,
            () -> {
              plugin.stop();
              return null;
            });
      } catch (PluginRuntimeException e) {
        LOG.warn("The plugin '{}' failed to stop; it is unloaded all the same.", id, e);
      }
    }
  }
}
