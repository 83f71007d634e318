package studio.anycost.app.plugin;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.anycost.app.plugin.PluginActivator.Active;
import studio.anycost.app.words.Texts;

/**
 * The plugin files that the host knows, in the order of discovery, and which of them owns an id.
 *
 * <p>Not thread-safe, but for the snapshots.
 */
final class InstalledPlugins {
  private final Map<Path, Installed> byFile = new LinkedHashMap<>();
  private final Map<String, Path> owners = new HashMap<>();
  private volatile List<PluginReport> reports = List.of();
  private volatile Contributions contributions = Contributions.NONE;

  /** A snapshot of the reports; safe to read from any thread. */
  List<PluginReport> reports() {
    return reports;
  }

  /** A snapshot of what the active plugins contribute; safe to read from any thread. */
  Contributions contributions() {
    return contributions;
  }

  boolean contains(Path file) {
    return byFile.containsKey(file);
  }

  /** The file that owns an id. */
  Optional<Path> owner(String id) {
    return Optional.ofNullable(owners.get(id));
  }

  /** Makes a file the owner of an id that has none. */
  void own(String id, Path file) {
    owners.putIfAbsent(id, file);
  }

  /**
   * The plugin with an id.
   *
   * @throws PluginException if there is none
   */
  Installed require(String id) throws PluginException {
    Path owner = owners.get(id);
    if (owner == null) {
      throw new PluginException(
          Texts.of("plugin.installedPlugins.thereIsNoPlugin", Failures.clean(id)));
    }
    return byFile.get(owner);
  }

  /** The plugin that a guard stands before, if it is still active. */
  Optional<Installed> guardedBy(PluginGuard guard) {
    return byFile.values().stream()
        .filter(plugin -> plugin.active().filter(active -> active.guard() == guard).isPresent())
        .findFirst();
  }

  /** The active plugins, in the order of discovery. */
  List<Active> active() {
    return byFile.values().stream().flatMap(plugin -> plugin.active().stream()).toList();
  }

  /** Ids of all contributions that are there, with the plugin each belongs to. */
  Map<String, String> takenContributions() {
    Map<String, String> taken = new HashMap<>();
    for (Active active : active()) {
      active.contributions().forEach(each -> taken.put(each.info().id(), active.manifest().id()));
    }
    return taken;
  }

  /** Adds a plugin, or replaces what was known of its file. */
  void put(Installed plugin) {
    byFile.put(plugin.file(), plugin);
    renew();
  }

  /** Forgets a file and the id that it owns. */
  void remove(Installed plugin) {
    byFile.remove(plugin.file());
    owners.values().remove(plugin.file());
    renew();
  }

  /** Forgets everything. */
  void clear() {
    byFile.clear();
    owners.clear();
    renew();
  }

  private void renew() {
    reports = byFile.values().stream().map(Installed::report).toList();
    contributions =
        new Contributions(
            active().stream().flatMap(active -> active.contributions().stream()).toList());
  }
}
