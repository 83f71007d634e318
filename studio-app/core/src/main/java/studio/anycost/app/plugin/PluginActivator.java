package studio.anycost.app.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.pf4j.Plugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.ContributionInfo;
import studio.anycost.app.words.Texts;

/**
 * Starts plugins as transactions: either all of a plugin works, or nothing of it stays.
 *
 * <p>Not thread-safe; {@link PluginHost} holds its lock around every call.
 */
final class PluginActivator {
  private static final Logger LOG = LoggerFactory.getLogger(PluginActivator.class);

  private final PluginCalls calls;

  PluginActivator(PluginCalls calls) {
    this.calls = calls;
  }

  /**
   * A plugin that works.
   *
   * @param loaded its classes
   * @param contributions guarded
   */
  record Active(
      PluginManifest manifest,
      PluginGuard guard,
      Loaded loaded,
      List<GuardedContribution<?>> contributions) {
    Active {
      contributions = List.copyOf(contributions);
    }
  }

  /**
   * What there is to be taken away again.
   *
   * @param unpacked where the zip was unpacked to
   * @param plugin its object with start and stop, once that has started
   */
  record Loaded(IsolatedClassLoader loader, Optional<Path> unpacked, Optional<Plugin> plugin) {}

  /**
   * Loads and starts a plugin, and asks its extensions for what they declare.
   *
   * @param taken ids of contributions that are there already, with the plugin each belongs to
   * @param listener hears when the plugin fails later
   * @throws PluginException with a sentence that names the plugin and the cause; the plugin is
   *     unloaded again
   */
  Active activate(
      Path file,
      PluginManifest manifest,
      Map<String, String> taken,
      PluginGuard.FailureListener listener)
      throws PluginException {
    Optional<Path> unpacked = Optional.empty();
    Optional<Loaded> loaded = Optional.empty();
    try {
      PluginVersions.requireFits(manifest.details().requires());
      unpacked = unpacked(file);
      IsolatedClassLoader loader = IsolatedClassLoader.of(manifest.id(), unpacked.orElse(file));
      loaded = Optional.of(new Loaded(loader, unpacked, Optional.empty()));
      Plugin plugin = started(loader, manifest);
      Loaded running = new Loaded(loader, unpacked, Optional.of(plugin));
      loaded = Optional.of(running);
      PluginGuard guard = new PluginGuard(manifest, loader, calls, listener);
      List<GuardedContribution<?>> contributions =
          calls.run(loader, () -> contributions(loader, manifest, guard), () -> false);
      requireUnused(contributions, taken);
      return new Active(manifest, guard, running, contributions);
    } catch (Throwable failure) { // also errors: a plugin may throw anything
      loaded.ifPresent(each -> stop(manifest.id(), each));
      release(manifest.id(), loaded.map(Loaded::loader), unpacked);
      throw new PluginException(
          Texts.of(
              "plugin.pluginActivator.couldNotBeStarted",
              manifest.title(),
              Failures.describe(failure)),
          failure);
    }
  }

  /** Stops and unloads a plugin. Never fails. */
  void deactivate(Active active) {
    active.guard().retire();
    Loaded loaded = active.loaded();
    stop(active.manifest().id(), loaded);
    release(active.manifest().id(), Optional.of(loaded.loader()), loaded.unpacked());
  }

  /**
   * The plugin's object with start and stop, started. Only constructors without arguments are
   * offered: the other kind of PF4J's would hand the plugin its manager.
   */
  private Plugin started(IsolatedClassLoader loader, PluginManifest manifest) throws Throwable {
    Plugin plugin =
        calls.run(
            loader, () -> loader.newInstance(manifest.pluginClass(), Plugin.class), () -> false);
    calls.run(loader, Executors.callable(plugin::start), () -> false);
    return plugin;
  }

  /** Whatever the plugin does, it is unloaded afterwards. */
  private void stop(String id, Loaded loaded) {
    if (loaded.plugin().isPresent()) {
      try {
        calls.run(loaded.loader(), Executors.callable(loaded.plugin().get()::stop), () -> false);
      } catch (Throwable failure) { // a plugin may throw anything
        PluginLog.warn(
            "The plugin '" + id + "' failed to stop; it is unloaded all the same.", failure);
      }
    }
  }

  private static Optional<Path> unpacked(Path file) throws PluginException, IOException {
    if (!PluginArchive.isZip(file)) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("anycost-plugin-");
    try {
      PluginUnpacker.unpack(file, folder);
      return Optional.of(folder);
    } catch (PluginException | IOException e) {
      PluginUnpacker.delete(folder);
      throw e;
    }
  }

  private static List<GuardedContribution<?>> contributions(
      IsolatedClassLoader loader, PluginManifest manifest, PluginGuard guard) throws Exception {
    List<GuardedContribution<?>> result = new ArrayList<>();
    for (String className : manifest.extensions()) {
      Contribution contribution = loader.newInstance(className, Contribution.class);
      ContributionInfo info = Checks.info(contribution);
      Checks.parameters(contribution, Checks.TYPICAL);
      result.add(GuardedContribution.of(contribution, info, guard));
    }
    return result;
  }

  private static void requireUnused(
      List<GuardedContribution<?>> contributions, Map<String, String> taken)
      throws PluginException {
    Set<String> own = new HashSet<>();
    for (Contribution contribution : contributions) {
      String id = contribution.info().id();
      if (taken.containsKey(id)) {
        throw new PluginException(
            Texts.of("plugin.pluginActivator.takenElsewhere", id, taken.get(id)));
      }
      if (!own.add(id)) {
        throw new PluginException(Texts.of("plugin.pluginActivator.twice", id));
      }
    }
  }

  private static void release(
      String id, Optional<IsolatedClassLoader> loader, Optional<Path> unpacked) {
    try {
      if (loader.isPresent()) {
        loader.get().close();
      }
      if (unpacked.isPresent()) {
        PluginUnpacker.delete(unpacked.get());
      }
    } catch (IOException e) {
      LOG.warn("The plugin '{}' could not be unloaded cleanly.", id, e);
    }
  }
}
