package studio.anycost.app.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where one plugin file stands.
 *
 * @param id of the plugin; the file name where the file is no plugin
 * @param version of the plugin; empty where the file is no plugin
 * @param name for people
 * @param file the jar or zip; of one that was removed, where it was put aside until the next is
 * @param state what became of it
 * @param contributions ids of what the plugin contributes at this moment, in order
 * @param problem one sentence that names the plugin and the cause, if something went wrong
 * @param details what else the manifest tells
 */
public record PluginReport(
    String id,
    String version,
    String name,
    Path file,
    State state,
    List<String> contributions,
    Optional<String> problem,
    PluginDetails details) {
  /** See {@link PluginReport#state}. */
  public enum State {
    /** Works; its contributions are there. */
    STARTED,
    /** Switched off by a person. */
    DISABLED,
    /** Could not be started, or was switched off because it failed; nothing of it is there. */
    FAILED,
    /** Uninstalled: no longer listed. Its file lies aside, to install it again. */
    REMOVED
  }

  public PluginReport {
    contributions = List.copyOf(contributions);
  }

  /** The same plugin, whose file lies elsewhere. */
  PluginReport at(Path other) {
    return new PluginReport(id, version, name, other, state, contributions, problem, details);
  }
}
