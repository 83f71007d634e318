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
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.anycost.api.extension.Contribution;
import studio.anycost.api.extension.ContributionInfo;

/**
 * Starts plugins as transactions: either all of a plugin works, or nothing of it stays.
 *
 * <p>Not thread-safe; {@link PluginHost} holds its lock around every call.
 */
final class PluginActivator {
  private static final Logger LOG = LoggerFactory.getLogger(PluginActivator.class);

  private final PluginCalls calls;
  private final StudioPluginManager manager;

  PluginActivator(PluginCalls calls) {
    this.calls = calls;
    this.manager = new StudioPluginManager(new BoundedPluginFactory(calls));
  }

  /**
   * A plugin that works.
   *
   * @param contributions guarded
   * @param unpacked where its zip was unpacked to
   */
  record Active(
      PluginManifest manifest,
      PluginGuard guard,
      List<Contribution> contributions,
      Optional<Path> unpacked) {
    Active {
      contributions = List.copyOf(contributions);
    }
  }

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
    try {
      unpacked = unpacked(file);
      PluginWrapper wrapper = manager.load(unpacked.orElse(file), manifest);
      manager.start(manifest.id());
      ClassLoader loader = wrapper.getPluginClassLoader();
      PluginGuard guard = new PluginGuard(manifest, loader, calls, listener);
      List<Contribution> contributions =
          calls.run(loader, () -> contributions(loader, manifest, guard), () -> false);
      requireUnused(contributions, taken);
      return new Active(manifest, guard, contributions, unpacked);
    } catch (Throwable failure) { // also errors: a plugin may throw anything
      unload(manifest.id(), unpacked);
      throw new PluginException(
          manifest.title() + " could not be started: " + Failures.describe(failure) + ".", failure);
    }
  }

  /** Stops and unloads a plugin. Never fails. */
  void deactivate(Active active) {
    active.guard().retire();
    unload(active.manifest().id(), active.unpacked());
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

  private static List<Contribution> contributions(
      ClassLoader loader, PluginManifest manifest, PluginGuard guard) throws Exception {
    List<Contribution> result = new ArrayList<>();
    for (String className : manifest.extensions()) {
      Contribution contribution =
          BoundedPluginFactory.newInstance(loader, className, Contribution.class);
      ContributionInfo info = Checks.info(contribution);
      Checks.parameters(contribution, Checks.TYPICAL);
      result.add(GuardedContribution.of(contribution, info, guard));
    }
    return result;
  }

  private static void requireUnused(List<Contribution> contributions, Map<String, String> taken)
      throws PluginException {
    Set<String> own = new HashSet<>();
    for (Contribution contribution : contributions) {
      String id = contribution.info().id();
      if (taken.containsKey(id)) {
        throw new PluginException(
            "its contribution '"
                + id
                + "' is there already, from the plugin '"
                + taken.get(id)
                + "'");
      }
      if (!own.add(id)) {
        throw new PluginException("it contributes '" + id + "' twice");
      }
    }
  }

  private void unload(String id, Optional<Path> unpacked) {
    try {
      manager.unloadPlugin(id);
      if (unpacked.isPresent()) {
        PluginUnpacker.delete(unpacked.get());
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("The plugin '{}' could not be unloaded cleanly.", id, e);
    }
  }

  StudioPluginManager manager() {
    return manager;
  }
}
